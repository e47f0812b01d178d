"use strict";
// Data stand in the page as JSON and reach it as text only: nothing here ever parses markup.
const PAGE = JSON.parse(document.getElementById("page-data").textContent);
const NETWORK = Boolean(document.getElementById("picture"));
const DRAWN = NETWORK ? JSON.parse(document.getElementById("network-data").textContent) : { nodes: [], edges: [] };
const LANGUAGES = PAGE.languages;
const state = { language: PAGE.language, section: "", org: null };
// What the reader chose, and a copied address restores: filters, how groups are formed and which
// are open, the layer of three sections, a cell of the gaps, a pathway that is followed.
const KEPT_STATE = ["zone", "kind", "sector", "step", "sure", "year", "by", "open", "isolated", "centrality", "homophily", "cell", "path", "family"];
for (const key of KEPT_STATE) state[key] = "";

// Each section registers what draws it, and is drawn when the page has a moment.
const drawers = new Map();
const section = (id, draw) => drawers.set(id, draw);

const $ = (id) => document.getElementById(id);
const here = () => LANGUAGES.indexOf(state.language);

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (name === "text") node.textContent = value;
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) if (child !== null && child !== undefined) node.append(child);
  return node;
}

function clear(node, ...children) {
  node.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const has = (key) => Object.hasOwn(PAGE.texts, key);
const label = (entry) => entry.t[here()];
function string(place) {
  const text = place === undefined || place === null ? null : PAGE.strings[place];
  return Array.isArray(text) ? text[here()] : text;
}
const colourOf = (zone) => (zone === undefined || zone < 0 ? PAGE.neutral : PAGE.palette[zone % PAGE.palette.length]);

const nameOf = (org) => (state.language === "nl" && org.nl ? org.nl : org.n);
const zoneOf = (org) => (org.z === undefined ? null : label(PAGE.zones[org.z]));
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

// An organisation's name, anywhere on the page, leads to its facts beside the network.
function orgButton(place, extra) {
  const org = PAGE.organisations[place];
  if (!NETWORK) return el("span", { class: extra, dir: "auto", text: nameOf(org) });
  return el("button", {
    type: "button", class: "org " + (extra || ""), dir: "auto", text: nameOf(org),
    on: { click: () => select(place, true) },
  });
}

// --- state in the address: #network?lang=nl&org=…  ---------------------------------------------
function writeState(push) {
  const told = new URLSearchParams();
  if (state.language !== PAGE.language) told.set("lang", state.language);
  if (state.org !== null && PAGE.organisations[state.org]) told.set("org", PAGE.organisations[state.org].id);
  for (const key of KEPT_STATE) if (state[key]) told.set(key, state[key]);
  const query = told.toString();
  const hash = `#${state.section}${query ? "?" + query : ""}`;
  if (hash === (location.hash || "#")) return;
  history[push ? "pushState" : "replaceState"](null, "", hash === "#" ? location.pathname : hash);
}

function readState() {
  const [section, query] = location.hash.slice(1).split("?");
  const told = new URLSearchParams(query || "");
  const language = told.get("lang");
  state.language = LANGUAGES.includes(language) ? language : PAGE.language;
  state.section = document.getElementById(section) && section ? section : "";
  const place = PAGE.organisations.findIndex((org) => org.id === told.get("org"));
  state.org = place < 0 ? null : place;
  for (const key of KEPT_STATE) state[key] = told.get(key) || "";
}
