/** Signal, network and battery of the status bar. */
export const SIGNALS =
  '<svg viewBox="0 0 66 14" fill="currentColor" aria-hidden="true"><rect x="0" y="8" width="3" height="4" rx=".8"/>' +
  '<rect x="5" y="6" width="3" height="6" rx=".8"/><rect x="10" y="3.5" width="3" height="8.5" rx=".8"/>' +
  '<rect x="15" y="1" width="3" height="11" rx=".8"/><path d="M31 2.3c2.6 0 5 1 6.8 2.7l1-1A11.3 11.3 0 0 0 31 .8c-3 0-5.7' +
  ' 1.2-7.8 3.2l1 1A9.8 9.8 0 0 1 31 2.3zm0 3.5c1.6 0 3.1.6 4.2 1.7l1.1-1.1A7.6 7.6 0 0 0 31 4.2c-2 0-3.9.8-5.3 2.2l1.1' +
  ' 1.1A6 6 0 0 1 31 5.8zm0 3.3c-1 0-1.8.4-2.4 1l2.4 2.4 2.4-2.4c-.6-.6-1.4-1-2.4-1z"/><rect x="42.5" y="1" width="20"' +
  ' height="11" rx="3" fill="none" stroke="currentColor" opacity=".4"/><rect x="44" y="2.5" width="17" height="8" rx="1.8"/>' +
  '<rect x="63.5" y="4.5" width="1.5" height="4" rx=".7" opacity=".5"/></svg>'

export const CAPSULE_MENU =
  '<svg width="18" height="18" viewBox="0 0 18 18" fill="currentColor" aria-hidden="true"><circle cx="3.5" cy="9" r="1.7"/>' +
  '<circle cx="9" cy="9" r="2.7"/><circle cx="14.5" cy="9" r="1.7"/></svg>'

export const CAPSULE_EXIT =
  '<svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true">' +
  '<circle cx="9" cy="9" r="7"/><circle cx="9" cy="9" r="2.4" fill="currentColor" stroke="none"/></svg>'
