import { spawn } from 'node:child_process'

/** Opens an address in the user's browser where there is one. Never fails. */
export function openBrowser(url, env = process.env, platform = process.platform) {
  if (env.CI || env.BROWSER === 'none') return false
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return false
  const [command, ...args] =
    platform === 'darwin'
      ? ['open', url]
      : platform === 'win32'
        ? ['cmd', '/c', 'start', '""', url]
        : ['xdg-open', url]
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
  return true
}
