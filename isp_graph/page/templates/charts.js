// Pictures other than the network: SVG that carries its own looks, so that it can be saved as it is.
const INK = "#14213d";
const SOFT = "#4a5160";
const RULE = "#e2ddd0";
const BLUE = "#0072b2";
const LETTERS = '"Segoe UI", system-ui, "Noto Sans", sans-serif';

function svgEl(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const svgText = (x, y, text, more) => svgEl("text", { x, y, "font-family": LETTERS, "font-size": 12, fill: SOFT, text, ...more });

// Stripes say "unknown" without a colour.
function stripes(id) {
  return svgEl("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svgEl("rect", { width: 6, height: 6, fill: "#fff" }), svgEl("rect", { width: 2, height: 6, fill: "#b9b19c" }));
}

// A picture with its words and the means to keep it.
function figure(id, svg, caption) {
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", caption);
  svg.setAttribute("class", "chart");
  return el("figure", { class: "figure", id }, el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": caption }, svg), el("figcaption", null, el("span", { text: caption }), keepers(() => svg, id)));
}

function keepers(find, name) {
  const button = (form, act) => el("button", { type: "button", class: "plain", text: t("save_" + form), on: { click: act } });
  return el("span", { class: "keepers" }, button("svg", () => keepSvg(find(), name)), button("png", () => keepPng(find(), name)));
}

function alone(svg) {
  const copy = svg.cloneNode(true);
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  for (const [key, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width, height })) copy.setAttribute(key, value);
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function keep(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const keepSvg = (svg, name) => keep(new Blob([alone(svg).text], { type: "image/svg+xml" }), name + ".svg");

function keepPng(svg, name) {
  const { text, width, height } = alone(svg);
  const written = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  const image = new Image();
  image.onload = () => {
    const canvas = el("canvas", { width: 2 * width, height: 2 * height });
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => keep(blob, name + ".png"), "image/png");
  };
  image.src = written;
}

// Steps of a scale that a reader can say: 1, 2 or 5 times a power of ten.
function scaleSteps(most, wanted) {
  const rough = Math.max(most, 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].find((each) => each * power >= rough) * power);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, place) => place * step);
}

// A label that has to fit its place; the whole name is in the table beside.
const cutTo = (text, most) => (text.length > most ? text.slice(0, most - 1) + "…" : text);
