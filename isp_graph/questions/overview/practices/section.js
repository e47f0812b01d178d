// What the zones do, and how alike they are.
const VALUE_SIGNS = { yes: "●", no: "○", partial: "◐", possible: "◔", trial: "◔", planned: "◔", past: "◌" };

function practiceCell(cell) {
  if (!cell) return el("td", { class: "cell unknown" }, el("span", { "aria-hidden": "true", text: "?" }), el("span", { class: "hidden", text: t("unknown") }));
  const [value, raw, , sure] = cell;
  const word = has("practices.value_" + value) ? t("practices.value_" + value) : value;
  const mark = VALUE_SIGNS[value];
  return el("td", { class: "cell v-" + (VALUE_SIGNS[value] ? value : "word"), title: raw === null ? null : string(raw) },
    mark ? el("span", { class: "mark", "aria-hidden": "true", text: mark }) : null, el("span", { dir: "auto", text: word }),
    certainty(string(sure)) ? el("span", { class: "sure", text: certainty(string(sure)) }) : null);
}

// "a L1-2; L5" and "a L1-2; b L7" are "a L1-2, L5; b L7".
function gathered(sources) {
  const lines = new Map();
  for (const source of sources) {
    let document_ = "";
    for (const part of source.split(";").map((each) => each.trim()).filter(Boolean)) {
      const found = /^(.*?)\s*\b(L\d[\d–-]*)$/.exec(part);
      if (found && found[1]) document_ = found[1];
      const key = found ? document_ : part;
      if (!lines.has(key)) lines.set(key, new Set());
      if (found) lines.get(key).add(found[2]);
    }
  }
  return [...lines].map(([key, parts]) => [key, [...parts].join(", ")].filter(Boolean).join(" ")).join(between());
}

function drawPractices() {
  const place = $("practices-view");
  const { topics, zones, alike } = PAGE.views.practices;
  if (!topics) return clear(place, el("p", { class: "notice", text: t("practices.none") }));
  const wasOpen = new Set([...place.querySelectorAll("details[open]")].map((details) => details.dataset.topic));
  const first = !place.childElementCount;
  const heads = zones.map((zone) => el("th", { scope: "col" }, sign(MARKS.dot, colourOf(zone)), " ", label(PAGE.zones[zone])));
  const blocks = topics.map((topic, order) => {
    const cells = topic.items.flatMap((item) => item.cells);
    const rows = topic.items.map((item) => el("tr", null, el("th", { scope: "row", dir: "auto", text: label(item) }), item.cells.map(practiceCell),
      el("td", { class: "source", text: gathered(item.cells.filter(Boolean).map((cell) => string(cell[2])).filter(Boolean)) })));
    const why = Object.entries(topic.why).map(([zone, reason]) => el("p", { class: "more", dir: "auto" }, el("strong", { text: label(PAGE.zones[zone]) }), " – ", labelled(t("unknown"), string(reason))));
    return el("details", { "data-topic": topic.id, open: first ? order < 1 : wasOpen.has(topic.id) },
      el("summary", null, el("span", { class: "topic", dir: "auto", text: label(topic) }), el("span", { class: "more", text: `${t("practices.items", {}, topic.items.length)} · ${t("practices.answered", { of: cells.length }, cells.filter(Boolean).length)}` })),
      el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": label(topic) }, el("table", { class: "matrix" },
        el("caption", { class: "hidden", text: label(topic) }),
        el("thead", null, el("tr", null, el("th", { scope: "col", text: t("practices.item") }), heads.map((head) => head.cloneNode(true)), el("th", { scope: "col", text: t("practices.source") }))),
        el("tbody", null, rows))), why);
  });
  const all = (open) => () => { for (const details of place.querySelectorAll("details")) details.open = open; };
  clear(place, el("p", { class: "both" }, el("button", { type: "button", class: "plain", text: t("practices.open"), on: { click: all(true) } }),
    el("button", { type: "button", class: "plain", text: t("practices.close"), on: { click: all(false) } })), blocks,
    el("h3", { text: t("practices.alike_title") }), el("p", { class: "lead", text: t("practices.alike_intro") }), drawAlike(zones, alike));
}

function drawAlike(zones, alike) {
  const shares = new Map();
  for (const [a, b, both, agreed] of alike) for (const key of [`${a} ${b}`, `${b} ${a}`]) shares.set(key, [both, agreed]);
  const cell = (a, b) => {
    if (a === b) return el("td", { class: "cell same" }, "–");
    const [both, agreed] = shares.get(`${a} ${b}`);
    if (!both) return el("td", { class: "cell unknown" }, el("span", { "aria-hidden": "true", text: "?" }), el("span", { class: "hidden", text: t("unknown") }));
    const td = el("td", { class: "cell share" }, el("strong", { text: percent(agreed / both) }), el("span", { class: "more", text: t("practices.alike_of", { agreed, both }) }));
    td.style.backgroundColor = `rgba(0, 114, 178, ${(0.04 + 0.3 * Math.max(0, agreed / both - 0.3)).toFixed(3)})`;
    return td;
  };
  const name = (zone) => label(PAGE.zones[zone]);
  return el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": t("practices.alike_caption") }, el("table", { class: "matrix alike" },
    el("caption", { text: t("practices.alike_caption") }),
    el("thead", null, el("tr", null, el("td"), zones.map((zone) => el("th", { scope: "col", text: name(zone) })))),
    el("tbody", null, zones.map((zone) => el("tr", null, el("th", { scope: "row", text: name(zone) }), zones.map((other) => cell(zone, other)))))));
}

section("practices", drawPractices);
