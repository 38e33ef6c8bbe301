// Starts the GOV.UK components, and again in what htmx swaps in; keys marked in the page click their element;
// a part of the page that could not be fetched is said in words, once.
import { initAll } from "../vendor/govuk-frontend/govuk-frontend.min.js";

const TYPING = "input, textarea, select, [contenteditable]";
const FAILED = "#request-failed";

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest(TYPING)) return;
  const wanted = event.key.toLowerCase();
  const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.toLowerCase() === wanted);
  if (!target) return;
  event.preventDefault();
  target.click();
}

function sayFailure() {
  const main = document.querySelector("main");
  const words = document.querySelector(FAILED);
  if (main && words && !main.querySelector(`${FAILED}-title`)) main.prepend(words.content.cloneNode(true));
}

initAll();
document.addEventListener("keydown", pressed);
document.addEventListener("htmx:after:swap", (event) => initAll({ scope: event.target instanceof Element ? event.target : document.body }));
document.addEventListener("htmx:error", sayFailure);
document.addEventListener("htmx:response:error", (event) => {
  if (event.detail.ctx.response.status !== 422) sayFailure();
});
