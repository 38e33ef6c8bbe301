// Files go up as soon as they are chosen; the button stays for those without scripts.
document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-upload]");
  if (!form || !event.target.files?.length) return;
  form.classList.add("is-sending");
  form.requestSubmit();
});
