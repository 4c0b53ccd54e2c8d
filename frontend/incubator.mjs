// Every page works without this file; it adds comfort where a browser can run it.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";
import { warnBeforeTheEnd } from "./timeout.mjs";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
]) {
  createAll(component);
}

const timeout = document.getElementById("timeout");
if (timeout && typeof timeout.showModal === "function") {
  warnBeforeTheEnd(timeout);
}
