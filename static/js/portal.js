// Starts the GOV.UK components, and again in what htmx swaps in; keys marked in the page click their element.
import { initAll } from "../vendor/govuk-frontend/govuk-frontend.min.js";

const TYPING = "input, textarea, select, [contenteditable]";

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
  const wanted = event.key.toLowerCase();
  const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.toLowerCase() === wanted);
  if (!target) return;
  event.preventDefault();
  target.click();
}

initAll();
document.addEventListener("keydown", pressed);
document.addEventListener("htmx:after:swap", (event) => initAll({ scope: event.target instanceof Element ? event.target : document.body }));
