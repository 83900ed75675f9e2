/** WeChat moves no focus over a page: a screen reader there goes by roles and names alone. */
export function useKeyboard(): void {}
