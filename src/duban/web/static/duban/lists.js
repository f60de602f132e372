// Lists: rows by keys, how many are chosen, a look beside the list. Without it all works by links.
(function () {
  "use strict";
  const $ = (selector, from) => (from || document).querySelector(selector);
  const $$ = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const LINK = "a[href]:not([data-peek])";

  // ---- rows: j and k go on and back, x chooses, p looks; Enter opens, since the focus is on the link ----
  const rows = () => $$("#list tbody tr").filter((row) => $(LINK, row));
  function at() { return $("#list tbody tr[data-here]"); }
  function goTo(row) {
    if (!row) return;
    for (const other of $$("#list tbody tr")) other.toggleAttribute("data-here", other === row);
    $(LINK, row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
  function step(by) {
    const all = rows(), here = all.indexOf(at());
    const next = here < 0 ? all[by > 0 ? 0 : all.length - 1] : all[here + by];
    goTo(next);
    return next;
  }
  function look(row) {
    const link = row && $("[data-peek]", row);
    if (link) { goTo(row); link.click(); }
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !$("#list")) return;
    if (event.target.closest("input:not([type=checkbox]),textarea,select,[contenteditable]")) return;
    const drawer = $("dialog.drawer[open]");
    if ($("dialog[open]") && !drawer) return;
    if (event.key === "j" || event.key === "k") {
      const row = step(event.key === "j" ? 1 : -1);
      if (drawer) look(row);
      event.preventDefault();
    } else if (event.key === "x" && at()) {
      const box = $("input[type=checkbox][name=row]", at());
      if (box) box.click();
    } else if (event.key === "p" && at() && !drawer) look(at());
  });
  document.addEventListener("click", (event) => {
    const way = event.target.closest("[data-step]"), link = event.target.closest("[data-peek]");
    if (way) look(step(Number(way.dataset.step)));
    if (link) for (const other of $$("#list tbody tr")) other.toggleAttribute("data-here", other === link.closest("tr"));
  });
  document.addEventListener("close", (event) => {
    if (event.target.matches("dialog.drawer") && at()) $(LINK, at()).focus();
  }, true);

  // ---- how many rows are chosen ----
  function count() {
    const number = $$("input[name=row]:checked").length;
    for (const place of $$("[data-chosen]")) place.textContent = number ? ` ${number} 件` : "各件";
  }
  document.addEventListener("change", (event) => { if (event.target.matches("[name=row],[data-all=row]")) count(); });
  document.addEventListener("htmx:afterSettle", count);
  document.addEventListener("DOMContentLoaded", count);

  // ---- while a list is asked for, it says so ----
  function busy(event) {
    const list = event.detail.target;
    if (list && list.id === "list") list.setAttribute("aria-busy", String(event.type === "htmx:beforeRequest"));
  }
  document.addEventListener("htmx:beforeRequest", busy);
  document.addEventListener("htmx:afterRequest", busy);
})();
