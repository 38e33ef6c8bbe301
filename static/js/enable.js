// Tells the style sheets that scripts run, before the components start.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
