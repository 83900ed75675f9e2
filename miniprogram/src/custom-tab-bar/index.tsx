/**
 * WeChat asks for this component before it hides its own tab bar. Ours is drawn by the pages (`ui/TabBar`):
 * this one would lie above every sheet and dialog of a page.
 */
export default function CustomTabBar() {
  return null
}
