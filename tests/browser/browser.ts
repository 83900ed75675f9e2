import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium, type Browser } from 'playwright-core'

/** A browser to start: its program and what its process needs in its environment. */
interface Found {
  executablePath: string
  env?: Record<string, string>
}

const WINDOWS_ROOTS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
  .map((name) => process.env[name])
  .filter((folder): folder is string => !!folder)

/** Where browsers of Chromium's family are installed. */
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/opt/google/chrome/chrome',
  ],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].flatMap((name) =>
    ['/Applications', path.join(os.homedir(), 'Applications')].map(
      (folder) => `${folder}/${name}.app/Contents/MacOS/${name}`,
    ),
  ),
  win32: WINDOWS_ROOTS.flatMap((folder) => [
    path.join(folder, 'Google/Chrome/Application/chrome.exe'),
    path.join(folder, 'Chromium/Application/chrome.exe'),
    path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
  ]),
}

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Small on many machines and containers.
  '--disable-dev-shm-usage',
]

/** Starts `CHROME_PATH`, else an installed browser, else the packaged one; `BROWSER=packaged` takes that at once. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = findBrowser()
  return chromium.launch({
    executablePath,
    headless: true,
    args: FLAGS,
    timeout: 120_000,
    ...(env ? { env: { ...process.env, ...env } as Record<string, string> } : {}),
  })
}

function findBrowser(): Found {
  if (process.env['BROWSER'] === 'packaged') return packaged()
  const told = process.env['CHROME_PATH']
  if (told) {
    if (!fs.existsSync(told)) throw new Error(`CHROME_PATH is not a file: ${told}`)
    return { executablePath: told }
  }
  const executablePath = PLACES[process.platform]?.find((place) => fs.existsSync(place))
  return executablePath ? { executablePath } : packaged()
}

/** The browser in the package `@sparticuz/chromium`, unpacked once into the temporary folder. */
function packaged(): Found {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No browser found. Install Chrome, or set CHROME_PATH to a browser of Chromium’s family.')
  }
  const { version } = JSON.parse(fs.readFileSync(path.join(folderOfPackage(), 'package.json'), 'utf8')) as {
    version: string
  }
  const folder = path.join(os.tmpdir(), `banyan-browser-${version}`)
  const executablePath = path.join(folder, 'chromium')
  if (!fs.existsSync(executablePath)) unpackInto(folder)
  return {
    executablePath,
    env: {
      LD_LIBRARY_PATH: [path.join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']]
        .filter(Boolean)
        .join(':'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  }
}

/** Whole or not at all, also when two processes unpack at once. */
function unpackInto(folder: string): void {
  const own = fs.mkdtempSync(`${folder}-`)
  try {
    execFileSync(process.execPath, [path.join(__dirname, 'packaged.mjs'), own], { stdio: 'inherit' })
    fs.renameSync(own, folder)
  } catch (error) {
    fs.rmSync(own, { recursive: true, force: true })
    if (!fs.existsSync(path.join(folder, 'chromium'))) throw error
  }
}

function folderOfPackage(): string {
  return path.resolve(__dirname, '../../node_modules/@sparticuz/chromium')
}
