// Forms: one effect for two clicks, nothing typed is lost, fields shown when they apply, repeated rows, counting.
// The server stays authoritative: each form works without this file.
(function () {
  "use strict";
  const $$ = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const me = () => document.body.dataset.me || "";
  const store = {
    get(key) { try { return JSON.parse(sessionStorage.getItem(key)); } catch (_) { return null; } },
    set(key, value) { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch (_) { /* full or off */ } },
    drop(key) { try { sessionStorage.removeItem(key); } catch (_) { /* off */ } },
    dropAll(start) { try { Object.keys(sessionStorage).filter((key) => key.startsWith(start)).forEach(store.drop); } catch (_) { /* off */ } },
  };
  const keyOf = (form) => "duban.keep." + form.dataset.keep;

  // ---- one effect for two clicks ----
  const buttonsOf = (form) => $$("button,input[type=submit]", form).filter((b) => b.type === "submit")
    .concat(form.id ? $$(`button[form="${CSS.escape(form.id)}"]`) : []);
  function release(form) {
    delete form.dataset.sent;
    for (const button of buttonsOf(form)) button.removeAttribute("aria-busy");
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if ((form.getAttribute("method") || "get").toLowerCase() !== "post" && !form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.dataset.sent = "1";
    if (form.hasAttribute("data-forget")) { try { sessionStorage.clear(); } catch (_) { /* off */ } }
    if (form.dataset.keep) { name(form); save(form); }
    for (const button of buttonsOf(form)) button.setAttribute("aria-busy", "true");
    setTimeout(() => release(form), 15000);
  }, true);
  window.addEventListener("pageshow", (event) => { if (event.persisted) $$("form[data-sent]").forEach(release); });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt.tagName === "FORM") release(event.detail.elt); // what a form keeps or asks meanwhile sends nothing
  });

  // ---- what was typed is kept for this tab and this person, never passwords, files or the token ----
  const kept = (element) => element.name && !["password", "file", "hidden", "submit", "button"].includes(element.type) &&
    element.name !== "csrfmiddlewaretoken" && !element.closest("[data-keep-off]");
  function values(form) {
    const all = {};
    for (const element of form.elements) {
      if (!kept(element)) continue;
      const box = element.type === "checkbox" || element.type === "radio";
      (all[element.name] = all[element.name] || []).push(box ? [element.value, element.checked] : element.multiple ? $$("option:checked", element).map((o) => o.value) : element.value);
    }
    return all;
  }
  // What was sent keeps the key of its form: sent again after an answer got lost, it has one effect.
  function save(form) {
    const once = form.querySelector("[name=once]");
    const kept = form.dataset.sent || form.dataset.again ? { once: once && once.value } : {};
    store.set(keyOf(form), { me: me(), at: new Date().toTimeString().slice(0, 5), values: values(form), ...kept });
  }
  // The form tells under which name its text is kept; only the answer that names it again lets the text go.
  function name(form) {
    const place = form.querySelector("[name=kept]") || form.appendChild(document.createElement("input"));
    Object.assign(place, { type: "hidden", name: "kept", value: form.dataset.keep });
  }
  function fill(form, all) {
    for (const box of $$("[data-rows]", form)) {
      const names = $$("[data-row] [name]", box).map((e) => e.name);
      const wanted = Math.max(0, ...Object.keys(all).filter((n) => names.includes(n)).map((n) => all[n].length));
      while (!box.querySelector("[name$=TOTAL_FORMS]") && rowsOf(box).length < wanted && addRow(box)) { /* until there are enough */ }
    }
    const seen = {};
    for (const element of form.elements) {
      if (!kept(element) || !(element.name in all)) continue;
      const index = seen[element.name] = (seen[element.name] === undefined ? -1 : seen[element.name]) + 1;
      const value = all[element.name][index];
      if (value === undefined) continue;
      if (element.type === "checkbox" || element.type === "radio") element.checked = value[1];
      else if (element.multiple) for (const option of element.options) option.selected = value.includes(option.value);
      else element.value = value;
    }
  }
  function restore(form) {
    const found = store.get(keyOf(form));
    if (!found || found.me !== me()) return;
    const once = form.querySelector("[name=once]");
    const fresh = once && once.value;
    if (found.once && once) { once.value = found.once; form.dataset.again = "1"; }
    if (JSON.stringify(found.values) === JSON.stringify(values(form))) return;
    const before = values(form);
    fill(form, found.values);
    const note = document.createElement("div");
    note.className = "note info";
    note.setAttribute("role", "status");
    const text = document.createElement("span");
    text.className = "grow";
    text.textContent = `已恢复您 ${found.at} 填写、尚未提交的内容。`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.textContent = "不要，恢复原样";
    button.addEventListener("click", () => {
      fill(form, before);
      if (once) once.value = fresh;
      delete form.dataset.again;
      store.drop(keyOf(form));
      note.remove();
      refresh(form);
    });
    note.append(text, button);
    form.prepend(note);
  }
  // What the server has kept as a draft the browser lets go of; it holds the unsent rest alone.
  document.addEventListener("htmx:afterSwap", (event) => {
    const form = event.detail.elt.closest("form[data-keep]");
    if (!form || !event.detail.elt.querySelector("[data-kept]") || form.dataset.sent || form.dataset.again) return;
    clearTimeout(timer);
    store.drop(keyOf(form));
  });
  let timer = 0;
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form || !form.dataset.keep) return;
    clearTimeout(timer);
    timer = setTimeout(() => save(form), 400);
  });
  function settle() {
    for (const answer of $$("[data-done]")) {
      store.drop("duban.keep." + answer.dataset.done);
      store.dropAll(`duban.held.${answer.dataset.done}.`);
    }
    for (const form of $$("form[data-keep]")) if (!form.querySelector("[data-bound]")) restore(form);
  }

  // ---- data-show-when="field=a|b": shown when the field has one of the values; "field=" means is empty ----
  function current(form, name) {
    return Array.from(form.elements).filter((e) => e.name === name && !e.disabled && (!["checkbox", "radio"].includes(e.type) || e.checked)).map((e) => e.value);
  }
  function applies(form, rule) {
    return rule.split(";").every((part) => {
      const [name, wanted = ""] = part.split("=");
      const options = wanted.split("|");
      const now = current(form, name.trim());
      return now.length ? now.some((value) => options.includes(value)) : options.includes("");
    });
  }
  function showWhen(form) {
    for (const part of $$("[data-show-when]", form)) {
      const shown = applies(form, part.dataset.showWhen);
      part.hidden = !shown;
      for (const element of $$("input,select,textarea,button", part)) {
        if (!shown && !element.disabled) { element.disabled = true; element.dataset.off = "1"; }
        else if (shown && element.dataset.off) { element.disabled = false; delete element.dataset.off; }
      }
    }
  }

  // ---- data-rows: repeated rows from a template; a formset's counter is kept when there is one ----
  const rowsOf = (box) => $$("[data-row]", box).filter((row) => !row.hidden);
  function number(box) {
    rowsOf(box).forEach((row, index) => { const place = row.querySelector(".numeral"); if (place) place.textContent = index + 1; });
    const add = box.querySelector("[data-add]");
    if (add && box.dataset.max) add.disabled = rowsOf(box).length >= Number(box.dataset.max);
  }
  function addRow(box) {
    if (box.dataset.max && rowsOf(box).length >= Number(box.dataset.max)) return null;
    const total = box.querySelector("[name$=TOTAL_FORMS]");
    const fragment = box.querySelector("template").content.cloneNode(true);
    const count = total ? total.value : $$("[data-row]", box).length;
    for (const element of $$("[name],[id],[for],[aria-describedby]", fragment))
      for (const name of ["name", "id", "for", "aria-describedby"])
        if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replace(/__prefix__/g, count));
    const row = fragment.querySelector("[data-row]");
    box.querySelector("[data-list]").append(fragment);
    if (total) total.value = Number(total.value) + 1;
    number(box);
    return row;
  }
  function removeRow(row) {
    const box = row.closest("[data-rows]");
    const flag = row.querySelector("[name$=-DELETE]");
    if (box.querySelector("[name$=TOTAL_FORMS]")) {
      if (flag) flag.checked = true;
      for (const element of $$("input:not([type=hidden]),textarea,select", row)) if (element !== flag) element.value = "";
      row.hidden = true;
    } else if (rowsOf(box).length > 1) row.remove();
    else for (const element of $$("input,textarea,select", row)) element.value = "";
    number(box);
    const add = box.querySelector("[data-add]");
    if (add) add.focus();
    if (box.closest("form[data-keep]")) save(box.closest("form"));
  }
  document.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add]");
    const remove = event.target.closest("[data-remove]");
    if (add) { const row = addRow(add.closest("[data-rows]")); const first = row && row.querySelector("input,textarea,select"); if (first) first.focus(); }
    if (remove) removeRow(remove.closest("[data-row]"));
  });

  // ---- counting letters, narrowing long lists ----
  function count(area) {
    const place = document.getElementById(area.id + "_count");
    if (!place) return;
    const limit = Number(area.dataset.count);
    const used = Array.from(area.value).length + (area.value.match(/\n/g) || []).length; // a new line is sent as two
    place.textContent = used > limit ? `超出 ${used - limit} 字（最多 ${limit} 字）` : `${used} / ${limit} 字`;
    place.classList.toggle("over", used > limit);
  }
  function named(item, words) { // by what it is called, or by the initials of its pinyin
    const own = item.tagName === "OPTION" ? item : item.querySelector("input");
    return item.textContent.toLowerCase().includes(words) || (own.dataset.initials || "").includes(words);
  }
  function narrow(input) {
    const words = input.value.trim().toLowerCase();
    const list = document.getElementById(input.dataset.narrow);
    if (!list) return;
    const items = list.tagName === "SELECT" ? Array.from(list.options).filter((o) => o.value) : $$(".check", list);
    for (const item of items) {
      const picked = item.tagName === "OPTION" ? item.selected : item.querySelector("input").checked;
      item.hidden = !picked && words !== "" && !named(item, words);
    }
    if (list.tagName === "SELECT" && words) {
      const left = items.filter((o) => !o.hidden && named(o, words));
      if (left.length === 1 && list.value !== left[0].value) { list.value = left[0].value; list.dispatchEvent(new Event("change", { bubbles: true })); }
    }
  }
  document.addEventListener("input", (event) => {
    const wrong = event.target.closest(".bad-field");
    if (wrong) wrong.classList.add("touched"); // what was said of the old value is no longer said of this one
    if (event.target.dataset.count) count(event.target);
    if (event.target.dataset.narrow) narrow(event.target);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.dataset && event.target.dataset.narrow) event.preventDefault(); });
  document.addEventListener("change", (event) => { if (event.target.form) showWhen(event.target.form); });

  // ---- fields of dates and files that speak Chinese whatever the browser's language ----
  const SPOKEN = { date: "年-月-日", "datetime-local": "年-月-日 时:分", month: "年-月", time: "时:分" };
  function speak(input) {
    if (!document.documentElement.classList.contains("foreign")) return;
    if (SPOKEN[input.type]) {
      input.placeholder = SPOKEN[input.type];
      const value = input.value;
      input.type = "text";
      input.value = value.replace("T", " ");
      input.autocomplete = "off";
    } else if (input.type === "file") {
      const names = Array.from(input.files, (file) => file.name);
      input.dataset.chosen = names.length ? names.join("、") : "没有选择文件";
    }
  }
  document.addEventListener("change", (event) => { if (event.target.type === "file") speak(event.target); });

  function refresh(scope) {
    $$("input", scope).forEach(speak);
    $$("form", scope).concat(scope.tagName === "FORM" ? [scope] : []).forEach(showWhen);
    $$("[data-count]", scope).forEach(count);
    $$("[data-rows]", scope).forEach(number);
  }
  document.addEventListener("DOMContentLoaded", () => { settle(); refresh(document); });
  document.addEventListener("htmx:load", (event) => {
    const scope = event.detail.elt;
    if (scope !== document.body && scope.querySelectorAll) { $$("form[data-keep]", scope).forEach((form) => { if (!form.querySelector("[data-bound]")) restore(form); }); refresh(scope); }
  });

  // ---- 常用意见 ----
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-phrase]");
    const field = button && button.form && button.form.elements.opinion;
    if (!field) return;
    field.value = field.value.trim() ? field.value.trim() + "\n" + button.dataset.phrase : button.dataset.phrase;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
})();
