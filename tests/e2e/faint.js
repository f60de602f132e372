// The contrast of everything that is written with what it stands on, where it is less than `least`: {words: ratio}.
(least) => {
  const numbers = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const sheet = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  function rgb(colour) {
    if (colour.startsWith("rgb")) { const [r, g, b, a = 1] = numbers(colour); return [r, g, b, a]; }
    sheet.clearRect(0, 0, 1, 1); sheet.fillStyle = colour; sheet.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = sheet.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  }
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
  function light([r, g, b]) {
    const part = (value) => { const v = value / 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  }
  function ground(element) {
    const above = [];
    for (let one = element; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour[3]) above.push(colour);
      if (colour[3] === 1) break;
    }
    return above.reduceRight((below, colour) => over(colour, below), [255, 255, 255, 1]);
  }
  const found = {};
  for (const element of document.querySelectorAll("body *")) {
    const words = Array.from(element.childNodes).filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    if (!words || !box.width || !box.height || style.visibility === "hidden" || element.closest("option,noscript,.visually-hidden")) continue;
    if (box.right < 0 || element.closest(":disabled,[aria-disabled=true]")) continue;
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const on = ground(element), ink = over(rgb(style.color), on);
    const [more, less] = [light(ink), light(on)].sort((one, other) => other - one);
    const ratio = (more + 0.05) / (less + 0.05);
    if (ratio < (large ? 3 : least)) found[`${element.tagName} ${element.className} ${words.slice(0, 20)}`] = Math.round(ratio * 100) / 100;
  }
  return found;
}
