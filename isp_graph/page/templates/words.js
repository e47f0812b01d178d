// Numbers, dates and sentences: what isp_graph/grammar does, in the language that the reader chose.
const NOTHING = "–";
const THOUSANDS = { fr: "\u202f", nl: ".", en: "," };

function number(value, digits) {
  if (value === null || value === undefined) return NOTHING;
  let text;
  if (digits !== undefined) text = value.toFixed(digits);
  else if (Number.isInteger(value)) text = String(value);
  else text = Math.abs(value) >= 1 ? String(Math.round(value * 100) / 100) : String(Number(value.toPrecision(3)));
  if (/e/.test(text)) text = value.toFixed(6).replace(/0+$/, "");
  const [whole, decimals] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, THOUSANDS[state.language]);
  return decimals ? grouped + (state.language === "en" ? "." : ",") + decimals : grouped;
}

// A p is never shown as nothing at all.
const LEAST_P = 0.0001;
const chance = (p) => (p !== null && p < LEAST_P ? `< ${number(LEAST_P, 4)}` : number(p, 4));

const percent = (share) => number(100 * share, 0) + (state.language === "fr" ? "\u202f%" : "%");

function day(value) {
  const parts = value.split("-");
  if (parts.length === 1) return value;
  const month = PAGE.grammar.months[state.language].split(" ")[Number(parts[1]) - 1];
  if (parts.length === 2) return `${month} ${parts[0]}`;
  const first = state.language === "fr" && Number(parts[2]) === 1 ? "1er" : String(Number(parts[2]));
  return `${first} ${month} ${parts[0]}`;
}

// How a date stands behind its preposition, and the words that go with a number.
function dated(keyword, value) {
  const [whole, partial] = PAGE.grammar.dates[state.language][keyword];
  return (value.split("-").length === 3 ? whole : partial) + day(value);
}

const NUMBER = /#|\{(?:n|count)\}/;
function chosen(forms, count) {
  if (forms.length === 3 && count === 0) return forms[0];
  // French says "0 organisation", but "une seule" is one: it stands where the number does not.
  const worded = !NUMBER.test(forms[0]) && NUMBER.test(forms[forms.length - 1]);
  const one = state.language === "fr" && !worded ? Math.abs(count) < 2 : Math.abs(count) === 1;
  return one && forms.length > 1 ? forms[forms.length - 2] : forms[forms.length - 1];
}

// A number of seven digits or more in words of size; null where no word is large enough.
function sized(digits) {
  const words = PAGE.grammar.sizes[state.language];
  const place = Math.floor((digits.length - 1) / 3) - 2;
  if (place >= words.length) return null;
  const unit = 1000n ** BigInt(place + 2);
  const decimals = 2 - ((digits.length - 1) % 3);
  const whole = Number((2n * BigInt(digits) * 10n ** BigInt(decimals) + unit) / (2n * unit));
  if (whole === 1000 && !decimals && place + 1 < words.length) return sized(String(1000n * unit));
  const amount = whole / 10 ** decimals;
  const [shown] = [0, 1, 2].filter((count) => count <= decimals && whole % 10 ** (decimals - count) === 0);
  return `${number(amount, shown)} ${chosen(words[place].split("|"), amount)}`;
}

const FIELD = /\{(?:(\p{L}+) )?(\w+)(?::([^{}]*))?\}/gu;

// A zone's name behind the word "zone", which the name may begin with.
const unzoned = (name) => name.replace(/^\s*zone\s+(?=\S)/i, "");
const joined = (names) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${PAGE.grammar.and[state.language]} ${names.at(-1)}`);
const written = (value) => (typeof value === "number" ? number(value) : value);

function filled(sentence, values) {
  return sentence.replace(FIELD, (all, keyword, name, words) => {
    const value = values[name];
    if (value === undefined) return all;
    if (words !== undefined) return chosen(words.split("|"), value).replace("#", written(value));
    const behind = keyword === "zone" ? unzoned : keyword ? (each) => dated(keyword, each) : written;
    return joined((Array.isArray(value) ? value : [value]).map(behind));
  });
}

// `a|b` is singular and plural, of which the count chooses; it is also the field `n`.
function t(key, values, count) {
  const forms = PAGE.texts[key][here()].split(/\|(?![^{}]*\})/);
  const told = count === undefined ? { ...values } : { ...values, n: count };
  return filled(forms.length > 1 ? chosen(forms, told.n) : forms[0], told);
}

const labelled = (what, value) => t("labelled", { what, value });
const between = () => t("between");
