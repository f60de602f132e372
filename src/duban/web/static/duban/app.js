// The shell: letter size and theme, the menu of the phone, pop-ups, dialogs, keys, and htmx under a strict policy.
(function () {
  "use strict";
  const root = document.documentElement;
  const $ = (selector, from) => (from || document).querySelector(selector);
  const $$ = (selector, from) => Array.from((from || document).querySelectorAll(selector));

  function remember(name, value) {
    try { localStorage.setItem(name, value); } catch (_) { /* storage is off: the choice holds for this page */ }
  }

  // ---- 大字, 深色 ----
  const switches = {
    big: { on: () => root.classList.contains("big"), set: (on) => { root.classList.toggle("big", on); remember("duban.big", on ? "1" : "0"); } },
    dark: { on: () => root.dataset.bsTheme === "dark", set: (on) => { root.dataset.bsTheme = on ? "dark" : "light"; remember("duban.theme", on ? "dark" : "light"); } },
  };
  function showSwitches() {
    for (const button of $$("[data-switch]")) button.setAttribute("aria-pressed", String(switches[button.dataset.switch].on()));
  }

  // ---- menu of the phone: opens by address without script, with focus kept inside it by script ----
  let menuOpener = null;
  function menu(open) {
    const side = $("#menu");
    if (!side) return;
    root.classList.toggle("menu-open", open);
    for (const part of $$(".shell > :not(.side), .unclassified, .tab-bar, .skip")) part.inert = open;
    if (open) {
      menuOpener = document.activeElement;
      const first = $("input, a[href]", side);
      if (first) first.focus();
    } else if (menuOpener) {
      menuOpener.focus();
      menuOpener = null;
    }
  }
  matchMedia("(min-width: 901px)").addEventListener("change", (wide) => { if (wide.matches && root.classList.contains("menu-open")) menu(false); });

  // ---- dialogs: native, the focus goes to the title and back to what opened it ----
  let opener = null;
  function openDialog(dialog) {
    if (!dialog || dialog.open) return;
    opener = document.activeElement;
    if (dialog.parentElement.closest("[data-dialogs]")) dialog.dataset.fetched = "1";
    dialog.addEventListener("close", () => {
      if (dialog.dataset.fetched) dialog.remove();
      if (opener && opener.isConnected) opener.focus();
      opener = null;
    }, { once: true });
    dialog.showModal();
    const title = $("h1, h2", dialog);
    if (title && !$("[autofocus]", dialog)) { title.tabIndex = -1; title.focus(); }
  }

  window.addEventListener("beforeprint", () => { for (const folded of $$("details[data-open-in-print]")) folded.open = true; });

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-switch],[data-menu],[data-open],[data-close],[data-print],[data-clear],[data-back],[data-fold]");
    for (const pop of $$("details.who[open],details.more[open]")) if (!pop.contains(event.target)) pop.open = false;
    if (event.target.matches("dialog[data-light]")) event.target.close();
    if (!target) return;
    const data = target.dataset;
    if (data.switch) { switches[data.switch].set(!switches[data.switch].on()); showSwitches(); }
    else if (data.menu) { event.preventDefault(); menu(data.menu === "open"); }
    else if (data.open) { const dialog = document.getElementById(data.open); if (dialog) { event.preventDefault(); openDialog(dialog); } }
    else if ("close" in data) { const dialog = target.closest("dialog"); if (dialog) { event.preventDefault(); dialog.close(); } }
    else if ("print" in data) print();
    else if ("back" in data && history.length > 1) { event.preventDefault(); history.back(); }
    else if ("fold" in data) target.setAttribute("aria-expanded", String(target.closest("form").classList.toggle("open")));
    else if (data.clear) {
      const select = target.closest("form").elements[data.clear];
      select.value = "";
      select.dispatchEvent(new Event("change", { bubbles: true }));
      select.focus();
    }
  });

  // ---- the box of the search: suggestions below it, gone through by arrows ----
  function toSearch(event) {
    const field = $$("[data-search]").find((input) => input.offsetParent);
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  }
  function clearSuggestions(but) {
    for (const place of $$(".suggestions")) if (!place.parentElement.contains(but)) place.textContent = "";
  }
  function suggested(event) {
    const form = event.target.closest("form[role=search]"), list = form && $(".suggestions", form);
    if (!list || !list.firstElementChild) return false;
    if (event.key === "Escape") { list.textContent = ""; $("input", form).focus(); event.preventDefault(); return true; }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return false;
    const stops = [$("input", form), ...$$("a", list)];
    event.preventDefault();
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
    return true;
  }
  document.addEventListener("focusin", (event) => clearSuggestions(event.target));
  document.addEventListener("click", (event) => clearSuggestions(event.target));

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input,textarea,select,[contenteditable]");
    if (suggested(event)) return;
    if (event.key === "Escape") {
      if (root.classList.contains("menu-open")) menu(false);
      for (const pop of $$("details.who[open],details.more[open]")) { pop.open = false; $("summary", pop).focus(); }
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") toSearch(event);
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { toSearch(event); } else if (event.key === "?") { openDialog($("#keys")); }
  });

  // ---- what is long on a phone: its heads, of which one is open at a time ----
  const narrow = matchMedia("(max-width: 900px)");
  function asked() { return location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null; }
  function fold() {
    const articles = narrow.matches ? $$("details[data-article]") : [];
    const place = asked(), wanted = place && (place.closest("details[data-article]") || $("details[data-article]", place));
    for (const one of articles) one.open = one === wanted;
    if (articles.length && place) place.scrollIntoView();
  }
  document.addEventListener("toggle", (event) => {
    const opened = event.target;
    if (!narrow.matches || !opened.matches("details[data-article][open]")) return;
    for (const other of $$("details[data-article][open]")) if (other !== opened) other.open = false;
    if (opened.getBoundingClientRect().top < 0) opened.scrollIntoView();
  }, true);
  window.addEventListener("hashchange", fold);
  document.addEventListener("htmx:afterSwap", (event) => { if ($("details[data-article]", event.detail.target)) fold(); });
  document.addEventListener("DOMContentLoaded", fold);

  // ---- selecting all rows of a list ----
  document.addEventListener("change", (event) => {
    const all = event.target.closest("[data-all]");
    if (all) for (const box of $$(`input[type=checkbox][name="${CSS.escape(all.dataset.all)}"]`)) box.checked = all.checked;
  });

  // ---- htmx: answers 4xx are shown too, dialogs open, a lost connection is said ----
  function say(text) {
    const place = $("#say");
    if (place) { place.textContent = text; place.hidden = !text; }
  }
  const onlyReads = (event) => (event.detail.requestConfig || {}).verb === "get";
  function openFetched() {
    for (const dialog of $$("[data-dialogs] dialog:not([open])")) openDialog(dialog);
  }
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.detail.elt.closest("form.filters")) return;
    for (const [name, value] of Array.from(event.detail.formData)) if (value === "") event.detail.formData.delete(name);
  });
  document.addEventListener("htmx:afterSwap", openFetched);
  document.addEventListener("htmx:sendError", (event) => say(onlyReads(event) ? "网络不通，没有查到，页面还是原来的。网络恢复后再试一次。"
    : event.detail.elt.dataset.draft === undefined ? "网络不通，没有送出。您填的内容还在，网络恢复后再点一次。" : "网络不通，草稿先留在本机，网络恢复后接着存。"));
  document.addEventListener("htmx:timeout", (event) => say(onlyReads(event) ? "等待太久，没有查到，页面还是原来的。请再试一次。" : "等待太久，没有收到回音。请刷新后查看是否已经办成，再决定是否重试。"));
  document.addEventListener("htmx:beforeRequest", () => say(""));
  document.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status >= 500) say(onlyReads(event) ? "系统出错，没有查到，页面还是原来的。" : "系统出错，本次没有办成，什么都没有写入。"); });

  document.addEventListener("DOMContentLoaded", () => {
    showSwitches();
    openFetched();
    const summary = $(".errors");
    if (summary) summary.focus();
  });
})();
