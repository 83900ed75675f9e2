export const CASHIER_CSS = `
.scrim{position:absolute;inset:0;background:rgba(0,0,0,.5);pointer-events:auto;display:flex;align-items:flex-end;
  justify-content:center;animation:in .16s ease-out}
.sheet{position:relative;width:100%;max-width:480px;background:#fff;border-radius:14px 14px 0 0;
  padding:18px 24px calc(26px + env(safe-area-inset-bottom));color:#191919;animation:up .24s cubic-bezier(.2,.8,.2,1);
  display:flex;flex-direction:column;outline:0}
.close{position:absolute;left:12px;top:10px;width:44px;height:44px;font-size:26px;line-height:44px;color:#666}
.to{text-align:center;font-size:15px;line-height:22px;padding-top:20px}
.sum{text-align:center;font-size:40px;line-height:52px;font-weight:600;letter-spacing:-.02em;margin-bottom:14px;
  font-variant-numeric:tabular-nums}
.sum small{font-size:24px;margin-right:4px}
.row{display:flex;justify-content:space-between;gap:16px;font-size:14px;line-height:22px;padding:10px 0;
  border-top:.5px solid #ececec}
.row span{color:#888;flex:none}.row b{font-weight:400;text-align:right;overflow:hidden;text-overflow:ellipsis;
  white-space:nowrap}
.pay{margin:18px auto 6px;width:184px;height:46px;border-radius:8px;background:#07C160;color:#fff;font-size:17px;
  font-weight:500}
.pay:disabled,.other:disabled{opacity:.5;cursor:default}
.other{height:44px;font-size:14px;color:#576B95}.other.quiet{color:#666}
.tick{width:56px;height:56px;border-radius:28px;background:#07C160;color:#fff;font-size:30px;line-height:56px;
  text-align:center;margin:14px auto 0}
.problem{text-align:center;font-size:16px;line-height:24px;padding:28px 0 12px}
@keyframes in{from{opacity:0}}@keyframes up{from{transform:translateY(60%)}}
@media (prefers-reduced-motion:reduce){.scrim,.sheet{animation:none}}`
