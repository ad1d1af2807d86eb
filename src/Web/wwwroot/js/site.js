// On every page.
import "./elements/local-time.js";
import "./elements/notice-board.js";
import "./elements/sign-out.js";
