// WeChat's engine has neither EventTarget nor AbortController, and queries wait for ever without them.
import 'event-target-polyfill'
import 'yet-another-abortcontroller-polyfill'
import * as z from 'zod'

// WeChat forbids `new Function`.
z.config({ jitless: true })
