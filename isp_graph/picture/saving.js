// The picture as an SVG: the same drawing, told to something that writes what a canvas would paint.
class Writer {
  constructor() {
    Object.assign(this, { kept: [], marks: [], d: "", globalAlpha: 1, fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, dash: [], font: "", textAlign: "start" });
    this.ruler = el("canvas").getContext("2d");
  }

  save() { const { globalAlpha, fillStyle, strokeStyle, lineWidth, dash, font, textAlign } = this; this.kept.push({ globalAlpha, fillStyle, strokeStyle, lineWidth, dash, font, textAlign }); }

  restore() { Object.assign(this, this.kept.pop()); }

  measureText(text) { this.ruler.font = this.font; return this.ruler.measureText(text); }

  setLineDash(dash) { this.dash = dash; }

  beginPath() { this.d = ""; }

  moveTo(x, y) { this.d += `M${tenth(x)} ${tenth(y)}`; }

  lineTo(x, y) { this.d += `L${tenth(x)} ${tenth(y)}`; }

  closePath() { this.d += "Z"; }

  // Whole circles only: nothing else is drawn.
  arc(x, y, radius) { const [r, w] = [tenth(radius), tenth(2 * radius)]; this.d += `M${tenth(x - radius)} ${tenth(y)}a${r} ${r} 0 1 0 ${w} 0a${r} ${r} 0 1 0 -${w} 0Z`; }

  roundRect(x, y, width, height) { this.d += `M${tenth(x)} ${tenth(y)}h${tenth(width)}v${tenth(height)}h${tenth(-width)}Z`; }

  mark(tag, attributes) { this.marks.push(svgEl(tag, { opacity: this.globalAlpha < 1 ? tenth(this.globalAlpha * 100) / 100 : null, ...attributes })); }

  fill() { if (this.d) this.mark("path", { d: this.d, fill: this.fillStyle }); }

  stroke() { if (this.d) this.mark("path", { d: this.d, fill: "none", stroke: this.strokeStyle, "stroke-width": tenth(this.lineWidth), "stroke-dasharray": this.dash.length ? this.dash.map(tenth).join(" ") : null }); }

  write(text, x, y, paint) {
    const [, weight, size] = /^(\d+) ([\d.]+)px/.exec(this.font);
    this.mark("text", { x: tenth(x), y: tenth(y), "font-family": FONT, "font-weight": weight, "font-size": tenth(Number(size)), "text-anchor": this.textAlign === "center" ? "middle" : "start", text, ...paint });
  }

  fillText(text, x, y) { this.write(text, x, y, { fill: this.fillStyle }); }

  strokeText(text, x, y) { this.write(text, x, y, { fill: "none", stroke: "#fff", "stroke-width": tenth(this.lineWidth), "stroke-linejoin": "round" }); }
}

const tenth = (value) => Math.round(value * 10) / 10;
const SAVED_WIDTH = 1400;

function networkSvg() {
  const { left, top, right, bottom } = framing(scene.extent(), 1, 1, 1);
  const scale = SAVED_WIDTH / (right - left + 80);
  const [width, height] = [SAVED_WIDTH, Math.ceil((bottom - top + 80) * scale)];
  const lens = { scale, left: left - 40, top: top - 40, right: right + 40, bottom: bottom + 40 };
  const writer = new Writer();
  scene.draw(writer, lens);
  return svgEl("svg", { viewBox: `0 0 ${width} ${height}`, class: "still", role: "img", "aria-label": t("network_title") },
    svgEl("rect", { width, height, fill: "#fff" }),
    svgEl("g", { transform: `scale(${scale}) translate(${-lens.left} ${-lens.top})` }, writer.marks));
}

function drawKeepers() {
  clear($("network-keepers"), picture ? keepers(networkSvg, "network") : null);
}

// On paper: the picture as it is now, in its language and with its filters.
addEventListener("beforeprint", () => {
  const still = document.querySelector(".picture .still");
  if (!picture) return;
  if (still) still.replaceWith(networkSvg());
  else $("picture").after(networkSvg());
});
