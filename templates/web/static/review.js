// sen-worker, staff pages: keys, dialogs, swapped fragments, live updates. Every page works without this file.
//
// What the markup says:
//   data-key="g q"       the keys that click this element, or focus it where it is a field
//   data-row-key="r"     the key that clicks this element while its row has the focus
//   data-opens="id"      opens that dialog, where the page holds it; data-close closes the dialog around it
//   data-swap="#a #b"    a form or link: its answer (also 409 and 422) replaces these elements, by id.
//                        Where the answer holds none of them the browser goes to where it led.
//   data-live="/path"    asks for the path every `data-every` seconds (15), and swaps by id what it answers
//   data-auto            a form that is sent (and swapped) 300 ms after the last change in it
//   data-send            what Ctrl+Enter clicks
//   data-seconds="20"    counts down; at 0 the page says what data-then holds
// A request of ours carries `X-Fragment: 1`. After a swap every `swapped` listener hears of it.
(() => {
  "use strict";
  const $ = (query, at = document) => at.querySelector(query);
  const $$ = (query, at = document) => [...at.querySelectorAll(query)];
  const say = text => { const at = $("#say"); if (at) at.textContent = text; };
  const kept = (name, value) => {
    try { return value === undefined ? localStorage.getItem(name) : localStorage.setItem(name, value); } catch { return null; }
  };

  // Fragments
  // The focus stays where it was: on the same element, or in the row that took the place of its row.
  const refocus = (id, place) => {
    const rows = $$("#rows .ref");
    const at = (id && document.getElementById(id)) || (place < 0 ? null : rows[Math.min(place, rows.length - 1)]);
    at?.focus({ preventScroll: true });
  };
  const swap = (html, ids, live) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = (ids ? ids.map(id => page.getElementById(id)) : [...page.body.children]).filter(el => el && el.id);
    const title = page.title;
    let done = 0;
    for (const el of fresh) {
      const old = document.getElementById(el.id);
      if (!old) continue;
      // What did not change while somebody looks is left alone, with what they opened in it.
      if (live && old.isEqualNode(el)) { done += 1; continue; }
      const active = document.activeElement, had = active && old.contains(active);
      const place = had ? $$("#rows tr").indexOf(active.closest("tr")) : -1;
      const told = el.matches("[role=status]") && el.textContent.trim();
      if (told && told !== old.textContent.trim()) say(told);
      old.replaceWith(document.adoptNode(el));
      if (had) refocus(active.id, place);
      done += 1;
    }
    if (done && title) document.title = title;
    if (done) {
      $("#errors")?.focus();
      const dialog = $("dialog[data-show]");
      if (dialog && !dialog.open) { dialog.showModal(); $("h2", dialog)?.focus(); }
      document.dispatchEvent(new CustomEvent("swapped"));
    }
    return done;
  };
  const ask = (path, options = {}) =>
    fetch(path, { ...options, credentials: "same-origin", headers: { "X-Fragment": "1" } });
  const named = el => (el.dataset.swap || "").split(/\s+/).map(id => id.replace(/^#/, "")).filter(Boolean);
  const exchange = async (el, path, options) => {
    try {
      const answer = await ask(path, options);
      const done = swap(await answer.text(), named(el).length ? named(el) : null);
      if (!done) location.assign(answer.redirected ? answer.url : location.href);
      else if (answer.redirected || !options) history.pushState(null, "", answer.url);
      const news = $("[data-announce]");
      if (news) say(news.dataset.announce);
    } catch { say("The server did not answer. Try again."); }
  };
  addEventListener("popstate", () => location.reload());
  document.addEventListener("submit", e => {
    const form = e.target, by = e.submitter;
    if (!form.matches("[data-swap]") || by?.matches("[data-whole]") || e.defaultPrevented) return;
    const method = (by?.getAttribute("formmethod") || form.method).toUpperCase();
    if (method !== "POST") return;
    e.preventDefault();
    exchange(form, by?.getAttribute("formaction") || form.getAttribute("action") || location.href,
      { method, body: new URLSearchParams(new FormData(form, by)) });
  });
  let typing = 0;
  document.addEventListener("input", e => {
    const form = e.target.closest("form[data-auto]");
    if (!form) return;
    clearTimeout(typing);
    typing = setTimeout(async () => {
      try {
        const answer = await ask(form.dataset.auto || form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
        swap(await answer.text(), named(form));
      } catch { say("The preview could not be brought up to date."); }
    }, 300);
  });

  // Live: what changed meanwhile is asked for, while somebody looks.
  const live = async el => {
    if (document.hidden || !el.isConnected) return;
    try {
      const answer = await ask(el.dataset.live);
      if (answer.redirected) location.reload();
      else if (answer.ok) swap(await answer.text(), null, true);
    } catch { /* the next time may do */ }
  };
  const watch = () => $$("[data-live]").forEach(el => {
    if (el.watched) return;
    el.watched = setInterval(() => el.isConnected ? live(el) : clearInterval(el.watched), 1000 * (el.dataset.every || 15));
  });
  document.addEventListener("swapped", watch);
  document.addEventListener("visibilitychange", () => document.hidden || $$("[data-live]").forEach(live));
  watch();

  // Dialogs, popovers in the page, things that cannot be done now
  document.addEventListener("click", e => {
    const blocked = e.target.closest("[aria-disabled=true]");
    if (blocked) {
      e.preventDefault();
      say(document.getElementById(blocked.getAttribute("aria-describedby"))?.textContent || "Not possible now");
      return;
    }
    const dialog = document.getElementById(e.target.closest("[data-opens]")?.dataset.opens);
    if (dialog) { e.preventDefault(); if (!dialog.open) dialog.showModal(); return; }
    const modal = e.target.closest("[data-close]")?.closest("dialog:modal");
    if (modal) { e.preventDefault(); modal.close(); }
    const shut = e.target.closest("[data-close-details]")?.closest("details");
    if (shut) { shut.open = false; $("summary", shut).focus(); }
    $$("details.menu[open]").forEach(menu => { if (!menu.contains(e.target)) menu.open = false; });
    const link = e.target.closest("a[data-swap]");
    if (link && !e.ctrlKey && !e.metaKey && !e.shiftKey && e.button === 0) { e.preventDefault(); exchange(link, link.href); }
  });
  $("#errors")?.focus();

  // Rows: j and k move the real focus, so that Enter is the link's own and a screen reader follows.
  const move = step => {
    const all = $$("#rows .ref");
    const now = all.indexOf($(".ref", document.activeElement.closest("tr") || document.createElement("p")));
    const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
    next?.focus();
    next?.closest("tr").scrollIntoView({ block: "nearest" });
  };
  const picked = () => {
    const all = $$(".pick"), some = all.filter(box => box.checked).length, whole = $("[data-all]"), at = $("#picked");
    if (whole) { whole.checked = some > 0 && some === all.length; whole.indeterminate = some > 0 && some < all.length; }
    if (at) at.textContent = `${some} selected`;
    say(`${some} of ${all.length} selected`);
  };
  document.addEventListener("change", e => {
    if (e.target.matches("[data-all]")) $$(".pick").forEach(box => { box.checked = e.target.checked; });
    if (e.target.matches("[data-all], .pick")) picked();
    if (e.target.id === "keys-on") kept("keys", e.target.checked ? "on" : "off");
  });

  // Keys: an element says which are its own; they do what a click or the focus would do.
  const on = $("#keys-on");
  if (on && kept("keys") === "off") on.checked = false;
  let first = "";
  document.addEventListener("keydown", e => {
    if (e.isComposing || e.defaultPrevented) return;
    const writing = e.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
    const dialog = $("dialog[open]");
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      const send = $("[data-send]", dialog || e.target.closest("form") || document);
      if (send) { e.preventDefault(); send.click(); }
      return;
    }
    if (e.key === "Escape") {
      const details = e.target.closest("details[open]");
      if (dialog && !dialog.matches(":modal")) $("[data-close]", dialog)?.click();
      else if (details && !dialog) { details.open = false; $("summary", details).focus(); }
      else if (writing && !dialog) e.target.blur();
      else if (!dialog && !$(":popover-open")) $("[data-key=Escape]")?.click();
      return;
    }
    if (writing || dialog || e.ctrlKey || e.metaKey || e.altKey || (on && !on.checked) || $(":popover-open")) return;
    const key = first ? `${first} ${e.key}` : e.key;
    first = !first && e.key === "g" ? "g" : "";
    const row = document.activeElement.closest("tr");
    // In a box Enter would press the form's first button; here it opens, as on the row's link.
    if (key === "Enter" && e.target.matches(".pick, [data-all]")) {
      e.preventDefault();
      if (row) $(".ref", row)?.click();
      return;
    }
    const target = (row && $(`[data-row-key="${CSS.escape(key)}"]`, row)) || $(`[data-key="${CSS.escape(key)}"]`);
    if (target) {
      e.preventDefault();
      if (target.matches("input, textarea, select, [data-focus]")) target.focus(); else target.click();
      if (target.matches("summary")) ($("select, textarea, input:not([type=hidden])", target.parentElement) || target).focus();
    } else if ($("#rows .ref") && /^[jk]$/.test(key)) {
      e.preventDefault();
      move(key === "j" ? 1 : -1);
    } else if (key === "x" && row) {
      const box = $(".pick", row);
      if (box) { e.preventDefault(); box.checked = !box.checked; picked(); }
    }
  });

  // The time left to undo: for the eyes each second, for ears once.
  const countdown = () => $$("[data-seconds]").forEach(el => {
    if (el.counting) return;
    let left = Number(el.dataset.seconds);
    say(`The letter goes out in ${left} seconds. Press u to undo.`);
    el.counting = setInterval(() => {
      left -= 1;
      if (!el.isConnected) { clearInterval(el.counting); return; }
      el.textContent = `${Math.max(left, 0)} s`;
      if (left > 0) return;
      clearInterval(el.counting);
      const strip = el.closest(".strip");
      $("[data-key=u]", strip || document)?.remove();
      if (el.dataset.then) { el.parentElement.textContent = el.dataset.then; say(el.dataset.then); }
    }, 1000);
  });
  document.addEventListener("swapped", countdown);
  countdown();
})();

// The page of a request: a field and the words it was read from light up together; `e` edits the field.
(() => {
  "use strict";
  const all = query => [...document.querySelectorAll(query)];
  const field = el => (el instanceof Element ? el.closest(".field") : null);
  const light = (el, on, scroll) => all(`.src[data-field="${el.dataset.field}"]`).forEach(src => {
    src.classList.toggle("lit", on);
    if (on && scroll && !src.matches(".old")) src.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("focusin", e => { const el = field(e.target); if (el) light(el, true, true); });
  document.addEventListener("focusout", e => { const el = field(e.target); if (el && el !== field(e.relatedTarget)) light(el, false); });
  document.addEventListener("mouseover", e => { const el = field(e.target); if (el) light(el, true); });
  document.addEventListener("mouseout", e => {
    const el = field(e.target);
    if (el && el !== field(e.relatedTarget) && !el.contains(document.activeElement)) light(el, false);
  });
  document.addEventListener("toggle", e => {
    if (!e.target.matches?.(".edit") || !e.target.open) return;
    e.target.querySelector("input:not([type=hidden]), textarea")?.focus({ preventScroll: true });
    field(e.target).scrollIntoView({ block: "nearest" });
  }, true);
  document.addEventListener("keydown", e => {
    const on = document.getElementById("keys-on");
    const writing = e.target.closest("input, textarea, select, dialog, :popover-open");
    if (e.key !== "e" || writing || e.ctrlKey || e.metaKey || e.altKey || (on && !on.checked)) return;
    const edit = field(document.activeElement)?.querySelector(".edit");
    if (edit) { e.preventDefault(); edit.open = true; }
  });
})();
