// The page as a whole: language, address, moving between sections, printing.
let landed = null; // where the page stood when a section was gone to
function goTo(id) {
  drawWaiting(Infinity);
  const target = $(id);
  if (!target) return;
  target.scrollIntoView({ block: "start" });
  landed = scrollY;
}

function drawFrame() {
  document.documentElement.lang = state.language;
  const title = PAGE.settings.title[here()];
  document.title = title;
  $("title").textContent = title;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
  for (const node of document.querySelectorAll("[data-zone]")) node.textContent = label(PAGE.zones[node.dataset.zone]);
  for (const node of document.querySelectorAll("[data-limit]")) node.textContent = PAGE.limits[node.dataset.limit][here()];
  for (const node of document.querySelectorAll("[data-fact]")) node.textContent = PAGE.facts[node.dataset.fact].t[here()];
  const more = $("limits-more");
  if (more) more.textContent = t("limits_more", {}, more.parentNode.querySelectorAll("li").length);
  $("as-of").textContent = PAGE.basis.date ? t("as_of", { date: PAGE.basis.date }) : PAGE.dated ? t("undated") : "";
  $("footer").textContent = t("footer", { version: PAGE.basis.version });
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === state.language));
  const intro = !PAGE.total.organisations ? t("network_empty")
    : GROUPED ? t(ONE_BY_ONE ? "network_folded" : "network_grouped", {}, PAGE.total.organisations) : DRAWN.edges.length ? t("network_intro") : t("network_no_ties");
  if (NETWORK) $("network-intro").textContent = intro;
}

function drawAll() {
  drawFrame();
  if (NETWORK) {
    drawTools();
    applyFilters();
    drawSide();
  }
  waiting = [];
  drawLater([...drawers.keys()]);
}

function drawLater(ids) {
  waiting = [...drawers.keys()].filter((id) => $(id) && (ids.includes(id) || waiting.includes(id)));
  delete document.documentElement.dataset.drawn;
  const last = waiting;
  const next = () => {
    if (last !== waiting) return;
    const end = performance.now() + TURN;
    do drawWaiting(1); while (waiting.length && performance.now() < end);
    if (waiting.length) setTimeout(next);
  };
  setTimeout(next);
}

// The network is seen first; the other sections follow, all of them before a jump. In one turn
// as many are drawn as nobody waits for: to lay the page out after each takes longer than they do.
const TURN = 40; // milliseconds
let waiting = [];
function drawWaiting(count) {
  for (const id of waiting.splice(0, count)) drawers.get(id)();
  if (!waiting.length) document.documentElement.dataset.drawn = "all";
}

function markSection() {
  for (const link of document.querySelectorAll("nav [data-go]")) {
    const row = link.closest("ul");
    if (link.dataset.go === state.section) {
      link.setAttribute("aria-current", "true");
      // On a narrow screen the row is longer than the screen: only the row may move here.
      row.scrollLeft = link.offsetLeft - row.offsetLeft - row.clientWidth / 3;
    } else link.removeAttribute("aria-current");
  }
}

document.documentElement.classList.remove("no-script");
readState();
startNetwork();
drawAll();
if (picture && state.org !== null) picture.choose(state.org, true);
markSection();
if (state.section) requestAnimationFrame(() => goTo(state.section));

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-go]");
  if (!link) return;
  event.preventDefault();
  state.section = link.dataset.go;
  markSection();
  if (link.dataset.choice) {
    for (const [key, value] of new URLSearchParams(link.dataset.choice)) state[key] = value;
    drawAll();
  }
  writeState(true);
  goTo(state.section);
  $(state.section).focus({ preventScroll: true });
});

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    state.language = button.dataset.language;
    drawAll();
    writeState();
  });
}

addEventListener("popstate", () => {
  readState();
  drawAll();
  if (picture) picture.choose(state.org, true);
  markSection();
  if (state.section) goTo(state.section);
});

// The section that is read is the one marked; until she moves on, it is the one that was gone to,
// though others stand beside it or it cannot come to the top.
const reading = new IntersectionObserver((entries) => {
  if (scrollY === landed) return;
  landed = null;
  for (const entry of entries) {
    if (entry.isIntersecting) { state.section = entry.target.id; markSection(); }
  }
}, { rootMargin: "-15% 0px -75% 0px" });
for (const section of document.querySelectorAll("main > section")) reading.observe(section);

// On paper everything is open, but for what each row of a table keeps for those who ask.
let closed = [];
addEventListener("beforeprint", () => {
  drawWaiting(Infinity);
  closed = [...document.querySelectorAll("details:not([open], [data-row])")];
  for (const details of closed) details.open = true;
});
addEventListener("afterprint", () => { for (const details of closed) details.open = false; });
