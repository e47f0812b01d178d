// What a table gives a spreadsheet: its cells as they are shown, in the reader's language. A number
// is written as one: its heading bears the unit, and the marks that only help the eye are left out.
const FIGURE = /^-?\d+([.,]\d+)?(E\+\d+)?$/;
const ASIDES = ["more", "badge"];

// The words of what a cell shows, without the signs that only repeat them. `data-plain` is what
// stands for a node that cannot be written in one line.
function shownWords(shown) {
  if (shown === null || shown === undefined) return "";
  if (Array.isArray(shown)) return shown.map(shownWords).join("");
  if (shown.nodeType === Node.TEXT_NODE) return shown.data;
  if (!shown.nodeType) return String(shown);
  if (shown.getAttribute("aria-hidden")) return "";
  if (shown.dataset.plain) return shown.dataset.plain;
  if (shown.tagName === "DETAILS") return shownWords(shown.firstChild);
  const inside = [...shown.childNodes].map(shownWords);
  if (["OL", "UL"].includes(shown.tagName)) return inside.join(between());
  const words = inside.join("");
  return words && ASIDES.some((name) => shown.classList.contains(name)) ? ` (${words})` : words;
}

// A text that a spreadsheet would run as a formula gets an apostrophe.
const harmless = (text) => (/^[=+\-@]/.test(text) ? "'" + text : text);
const oneLine = (text) => text.replace(/\s+/g, " ").trim();

function sheetCell(column, row) {
  const words = shownWords(cellShown(column, row));
  if (words === NOTHING) return "";
  if (!column.numeric) return harmless(oneLine(words));
  const thousands = new RegExp(`(\\d)\\${THOUSANDS[state.language]}(?=\\d{3}(?!\\d))`, "g");
  const figure = oneLine(words.replace(thousands, "$1").replaceAll("−", "-").replace(column.unit ? new RegExp(`\\s*${column.unit}`, "g") : "", ""));
  return FIGURE.test(figure) ? figure : harmless(figure);
}

const sheetHead = (column) => harmless(column.unit ? `${column.title} (${column.unit})` : column.title);
const sheetLines = (columns, rows) => [columns.map(sheetHead), ...rows.map((row) => columns.map((column) => sheetCell(column, row)))];

// What Excel opens by a double click: where decimals have a comma, it divides cells by semicolons.
function saveCsv(name, columns, rows) {
  const mark = state.language === "en" ? "," : ";";
  const quoted = (text) => (text.includes(mark) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text);
  const text = sheetLines(columns, rows).map((line) => line.map(quoted).join(mark) + "\r\n").join("");
  keep(new Blob(["\ufeff", text], { type: "text/csv" }), name + ".csv");
}

// With tabulators, as a spreadsheet takes it. The event works on a page opened from a disk, too.
function copyRows(columns, rows, done) {
  const quoted = (text) => (text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text);
  const text = sheetLines(columns, rows).map((line) => line.map(quoted).join("\t")).join("\r\n");
  const give = (event) => { event.clipboardData.setData("text/plain", text); event.preventDefault(); done(); };
  document.addEventListener("copy", give, { once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", give);
}
