"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  // -- language and theme ---------------------------------------------------------------
  const languages = all("[data-language]");
  const texts = new Map(); // of the findings, in the language that is shown
  const speak = (language) => {
    root.lang = language;
    texts.clear();
    languages.forEach((button) => press(button, button.dataset.language === language));
  };
  const read = (element) => {
    const other = root.lang === "zh" ? "E-" : "Z-";
    let text = "";
    const walk = (node) => node.childNodes.forEach((child) => {
      if (child.nodeType === Node.TEXT_NODE) text += child.data;
      else if (child.nodeName !== other) walk(child);
    });
    walk(element);
    return text.replace(/\s+/g, " ");
  };
  languages.forEach((button) => button.addEventListener("click", () => speak(button.dataset.language)));
  speak(root.lang);

  document.querySelector("[data-theme-switch]").addEventListener("click", () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  // -- filters and search, a report at a time -----------------------------------------------
  const shown = (element) => !element.hidden;
  all(".report").forEach((report) => {
    const findings = all(".finding", report);
    if (!findings.length) return;
    const text = (finding) => {
      if (!texts.has(finding)) texts.set(finding, read(finding).toLowerCase());
      return texts.get(finding);
    };
    const input = report.querySelector("input[type=search]");
    const pressed = (key) =>
      all(`button[data-${key}][aria-pressed=true]`, report).map((button) => button.dataset[key]);
    const apply = () => {
      const [outcomes, relations] = [pressed("outcome"), pressed("relation")];
      const sought = input.value.trim().toLowerCase();
      let left = 0;
      findings.forEach((finding) => {
        finding.hidden =
          (outcomes.length > 0 && !outcomes.some((outcome) => finding.classList.contains(outcome))) ||
          (relations.length > 0 && !relations.includes(finding.dataset.relation)) ||
          (sought !== "" && !text(finding).includes(sought));
        if (shown(finding)) left += 1;
      });
      report.querySelector(".empty").hidden = left > 0;
    };
    all("button[data-outcome], button[data-relation]", report).forEach((button) =>
      button.addEventListener("click", () => {
        press(button, button.getAttribute("aria-pressed") !== "true");
        apply();
      }),
    );
    input.addEventListener("input", apply);
    report.showAll = () => {
      input.value = "";
      all("button[aria-pressed]", report).forEach((button) => press(button, false));
      apply();
    };
  });

  // -- going from one to the other ---------------------------------------------------------
  let active = null;
  const activate = (finding) => {
    if (active) active.classList.remove("active");
    active = finding;
    if (active) active.classList.add("active");
  };
  const beside = matchMedia("(min-width: 70rem)");
  const reveal = (target, withPlace = false) => {
    const claim = withPlace && beside.matches && target.querySelector(".claim[href^='#m']");
    if (claim) document.getElementById(claim.hash.slice(1)).scrollIntoView({ block: "center" });
    const report = target.closest(".report");
    if (target.hidden && report && report.showAll) report.showAll();
    for (let at = target.parentElement; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    if (target.tagName === "DETAILS") target.open = true;
    if (target.classList.contains("finding")) activate(target);
    const whole = target.matches("section, details");
    target.scrollIntoView({ block: claim ? "nearest" : whole ? "start" : "center" });
    if (target.tabIndex < 0) target.tabIndex = -1; // what no key leads to can still be gone to
    target.focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    reveal(target);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input");
    if (event.key === "Escape") {
      all(".report").forEach((report) => report.showAll && report.showAll());
      if (typing) event.target.blur();
    } else if (typing) {
      return;
    } else if (event.key === "/") {
      const input = document.querySelector("input[type=search]");
      if (!input) return;
      event.preventDefault();
      input.focus();
    } else if (event.key === "j" || event.key === "k") {
      const findings = all(".finding").filter(shown);
      const at = findings.indexOf(active);
      const next = event.key === "j" ? findings[at + 1] : findings[at < 0 ? 0 : at - 1];
      if (next) reveal(next, true);
    }
  });

  // -- what a figure permits, what it is tied to, and the others of its checks -------------------
  const card = document.getElementById("card");
  const findingsOf = new Map();
  const marksOf = new Map();
  const add = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value]);
  all(".finding[data-figures]").forEach((finding) =>
    finding.dataset.figures.split(" ").forEach((figure) => figure && add(findingsOf, figure, finding)));
  // A mark in the document is named after its figure, and what leads there leads to that name.
  const MARK = "a.figure, a.claim";
  const figureOf = (mark) => (mark.id || mark.hash.slice(1)).replace(/^m/, "");
  all(".sheet a.figure").forEach((mark) => add(marksOf, figureOf(mark), mark));

  let lit = [];
  const light = (figures) => {
    lit.forEach((mark) => mark.classList.remove("lit"));
    lit = figures.flatMap((figure) => marksOf.get(figure) || []);
    lit.forEach((mark) => mark.classList.add("lit"));
  };
  const copy = (element, tag, name) => {
    const made = document.createElement(tag);
    made.className = name;
    element.childNodes.forEach((node) => made.append(node.cloneNode(true)));
    return made;
  };
  const describe = (mark) => {
    const figure = figureOf(mark);
    const row = document.getElementById(figure);
    if (!card || !row) return;
    const findings = findingsOf.get(figure) || [];
    const list = document.createElement("ul");
    findings.slice(0, 4).forEach((finding) => {
      const item = document.createElement("li");
      item.append(finding.querySelector(".mark").cloneNode(true),
        copy(finding.querySelector(".message"), "span", ""));
      list.append(item);
    });
    if (findings.length > 4) list.append(copy(new Text(`+ ${findings.length - 4}`), "li", ""));
    card.replaceChildren(copy(row.cells[0], "div", ""), copy(row.cells[1], "div", "permits"), list);
    card.hidden = false;
    const [at, size] = [mark.getBoundingClientRect(), card.getBoundingClientRect()];
    const below = at.bottom + 8 + size.height < innerHeight || at.top < size.height + 8;
    const left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8));
    card.style.transform = `translate(${left}px, ${below ? at.bottom + 8 : at.top - size.height - 8}px)`;
    mark.setAttribute("aria-describedby", "card");
    light([figure, ...findings.flatMap((one) => one.dataset.figures.split(" "))]);
  };
  const forget = () => {
    if (card) card.hidden = true;
    all("[aria-describedby=card]").forEach((mark) => mark.removeAttribute("aria-describedby"));
    light([]);
  };
  const point = (event) => {
    if (!(event.target instanceof Element)) return;
    const mark = event.target.closest(MARK);
    const finding = event.target.closest(".finding");
    if (mark) describe(mark);
    else if (finding && finding.dataset.figures) {
      forget();
      light(finding.dataset.figures.split(" "));
    } else forget();
  };
  document.addEventListener("mouseover", point);
  document.addEventListener("focusin", point);
  document.addEventListener("focusout", forget);
  addEventListener("scroll", () => { if (card) card.hidden = true; }, { passive: true });

  // -- print what is worth a reader's paper ---------------------------------------------------
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all(".finding:is(.fails, .rounding) details:not([open])");
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));
})();
