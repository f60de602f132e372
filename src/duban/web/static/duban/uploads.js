// Files are sent as soon as they are chosen, one after another, with progress; each is examined when it arrives.
// Without this file they travel with the form and come to the same.
(function () {
  "use strict";
  const $$ = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const size = (bytes) => bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
  const keyOf = (box) => { const form = box.closest("form[data-keep]"); return form ? `duban.held.${form.dataset.keep}.${box.dataset.name}` : ""; };

  function say(box, text) {
    const place = box.querySelector("[data-said]");
    const line = document.createElement("span");
    line.textContent = text;
    line.className = "d-block";
    place.append(line);
    place.hidden = false;
  }
  function hush(box) { const place = box.querySelector("[data-said]"); place.textContent = ""; place.hidden = true; }

  function settle(box) {
    const wanted = $$("[data-item]", box).some((item) => item.dataset.level !== "clean");
    box.querySelector(".upload-declare").classList.toggle("wanted", wanted);
    remember(box);
  }
  function remember(box) {
    const key = keyOf(box);
    if (!key) return;
    try {
      const items = $$("[data-item]", box).map((item) => item.outerHTML);
      if (items.length) sessionStorage.setItem(key, JSON.stringify({ me: document.body.dataset.me || "", items }));
      else sessionStorage.removeItem(key);
    } catch (_) { /* full or off */ }
  }
  function recall(box) {
    const key = keyOf(box), form = box.closest("form[data-keep]");
    if (!key || box.querySelector("[data-item]") || form.querySelector("[data-bound]")) return;
    let found = null;
    try { found = JSON.parse(sessionStorage.getItem(key)); } catch (_) { return; }
    if (!found || found.me !== (document.body.dataset.me || "")) { try { sessionStorage.removeItem(key); } catch (_) { /* off */ } return; }
    for (const html of found.items) box.querySelector("[data-list]").insertAdjacentHTML("beforeend", html);
    settle(box);
  }

  function row(box, file) {
    const item = document.createElement("li");
    item.className = "upload-item busy";
    const name = document.createElement("span");
    name.className = "grow any";
    name.textContent = `${file.name}（${size(file.size)}）`;
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", `正在上传 ${file.name}`);
    const state = document.createElement("span");
    state.className = "fine muted unbroken";
    state.setAttribute("role", "status");
    const stop = document.createElement("button");
    stop.type = "button";
    stop.className = "link-button";
    stop.textContent = "取消";
    item.append(name, bar, state, stop);
    box.querySelector("[data-list]").append(item);
    return { item, bar, state, stop };
  }

  function send(box, file) {
    return new Promise((done) => {
      const shown = row(box, file);
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("act", box.dataset.act);
      body.append("field", box.dataset.name);
      body.append("file", file, file.name);
      request.open("POST", box.dataset.url);
      request.setRequestHeader("X-CSRFToken", box.closest("form").querySelector("[name=csrfmiddlewaretoken]").value);
      request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      request.upload.addEventListener("progress", (event) => {
        if (!event.lengthComputable) return;
        const part = Math.floor(event.loaded / event.total * 100);
        shown.bar.value = part;
        shown.state.textContent = part < 100 ? `${part}%` : "正在检查";
      });
      request.addEventListener("load", () => {
        shown.item.remove();
        if (request.status === 200) box.querySelector("[data-list]").insertAdjacentHTML("beforeend", request.responseText);
        else if (request.status === 422) say(box, request.responseText);
        else if (request.status === 413) say(box, `“${file.name}”太大，没有接收。`);
        else say(box, `“${file.name}”没有传上（${request.status}），请刷新页面后再试；已填的内容还在。`);
        done();
      });
      request.addEventListener("error", () => { shown.item.remove(); say(box, `“${file.name}”没有传上：网络断了。请再选一次。`); done(); });
      request.addEventListener("abort", () => { shown.item.remove(); done(); });
      shown.stop.addEventListener("click", () => request.abort());
      request.send(body);
    });
  }

  async function take(box, input) {
    const files = Array.from(input.files);
    if (!files.length) return;
    hush(box);
    input.value = "";
    const form = box.closest("form");
    box.dataset.busy = "1";
    if (Number(box.dataset.most) === 1) for (const item of $$("[data-item]", box)) item.remove();
    for (const file of files) {
      if ($$("[data-item]", box).length >= Number(box.dataset.most)) { say(box, `最多 ${box.dataset.most} 个，“${file.name}”没有上传。`); continue; }
      if (file.size > Number(box.dataset.largest)) { say(box, `“${file.name}”有 ${size(file.size)}，超过 ${size(Number(box.dataset.largest))}，没有上传。`); continue; }
      await send(box, file);
      settle(box);
    }
    delete box.dataset.busy;
    form.dispatchEvent(new Event("input", { bubbles: true }));
    settle(box);
  }

  document.addEventListener("change", (event) => {
    const box = event.target.closest("[data-upload]");
    if (!box) return;
    if (event.target.type === "file") take(box, event.target);
    if (event.target.matches("[data-drop]")) { event.target.closest("[data-item]").remove(); settle(box); }
  });
  document.addEventListener("submit", (event) => {
    const busy = event.target.querySelector("[data-upload][data-busy]");
    if (!busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(busy, "还有文件正在上传，传完再提交。");
  }, true);
  window.addEventListener("beforeunload", (event) => { if (document.querySelector("[data-upload][data-busy]")) event.preventDefault(); });
  const ready = () => $$("[data-upload]").forEach(recall);
  if (document.readyState === "complete") ready(); else document.addEventListener("DOMContentLoaded", ready);
})();
