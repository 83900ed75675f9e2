import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { projectRoot } from '../root'

/** Scripts that pages load, by address: bundled when first asked for. */
const SCRIPTS: Record<string, string> = {
  'stage.js': 'local/stage/main.ts',
  'bridge.js': 'local/stage/bridge/main.ts',
}

/** The stage's page and scripts, straight from their sources. */
export function createStageFiles(options: { fresh: boolean }) {
  const root = projectRoot()
  const folder = join(root, 'local/stage/page')
  const bundled = new Map<string, Promise<string>>()

  async function bundle(entry: string): Promise<string> {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2020',
      logLevel: 'silent',
    })
    return outputFiles[0]?.text ?? ''
  }

  return {
    folder,
    page: () => readFile(join(folder, 'index.html'), 'utf8'),
    /** `fresh`: bundled again each time, for working on the stage itself. */
    async script(name: string): Promise<string | undefined> {
      const entry = Object.hasOwn(SCRIPTS, name) ? SCRIPTS[name] : undefined
      if (!entry) return undefined
      const known = options.fresh ? undefined : bundled.get(name)
      const made = known ?? bundle(entry)
      bundled.set(name, made)
      return made
    },
  }
}
