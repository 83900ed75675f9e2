// WeChat's engine has neither EventTarget nor AbortController, and queries wait for ever without them.
import 'event-target-polyfill'
import 'yet-another-abortcontroller-polyfill'
