// A browser has what `polyfills.ts` brings to WeChat.
export {}
