// The clerk's desk by keyboard: X asks for the reason first, Escape leaves the field, what is selected stays in view.

const shown = document.querySelector(".check__line--current");

function needsReason(event) {
  const button = event.target.closest("[data-needs]");
  if (!button) return;
  const note = document.getElementById(button.dataset.needs);
  if (!note || note.value.trim()) return;
  event.preventDefault();
  note.focus();
}

function leave(event) {
  if (event.key === "Escape" && event.target.matches(".check__note")) event.target.blur();
}

document.addEventListener("click", needsReason);
document.addEventListener("keydown", leave);
shown?.scrollIntoView({ block: "nearest" });
document.querySelector(".workbench__queue [aria-current]")?.scrollIntoView({ block: "nearest" });
