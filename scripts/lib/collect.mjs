import fs from 'node:fs'
import path from 'node:path'
import { clientFiles } from './collect-client.mjs'
import { namesIn, refuseTwice } from './collect-names.mjs'
import { root } from './project.mjs'

/**
 * Collects what lists the domains. Nobody edits a shared list: a domain's calls, error codes, permissions, collections,
 * jobs, effects and pages stand in files of its own, found by their kind (docs/conventions.md), and what joins them is
 * written to `collected/` folders, which are not kept in git. Every command of package.json that needs them collects
 * first; a file is written only when it changes.
 */

const HEADER = '// Written by scripts/collect.mjs from the files it imports. Do not edit; not kept in git.\n'
const AUDIENCES = ['storefront', 'distributor', 'merchant']

/** Folders directly under `folder`, sorted. */
function folders(base, folder) {
  const full = path.join(base, folder)
  if (!fs.existsSync(full)) return []
  return fs
    .readdirSync(full, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'collected')
    .map(({ name }) => name)
    .sort()
}

const exportsOf = (file) =>
  new Set(
    [...fs.readFileSync(file, 'utf8').matchAll(/^export (?:const|function|async function) (\w+)/gm)].map(
      ([, name]) => name,
    ),
  )

const identifier = (name) => name.replace(/[^A-Za-z0-9]+(.)?/g, (_, next) => (next ?? '').toUpperCase())

/** The domains of the contract, one folder each; git takes a domain's files away and may leave its empty folder. */
const contractDomains = (base) =>
  folders(base, 'shared/contract').filter(
    (name) => fs.readdirSync(path.join(base, 'shared/contract', name)).length > 0,
  )

/** The domains of the server with their groups: `{ group, domain, folder }`. */
export function serverDomains(base = root) {
  return folders(base, 'cloudfunctions/domain').flatMap((group) =>
    folders(base, `cloudfunctions/domain/${group}`).map((domain) => ({
      group,
      domain,
      folder: `cloudfunctions/domain/${group}/${domain}`,
    })),
  )
}

/** The files of one kind (`x.<kind>.ts`) in all domains of the server, with the names they export. */
function filesOfKind(base, kind) {
  return serverDomains(base).flatMap(({ domain, folder }) =>
    fs
      .readdirSync(path.join(base, folder))
      .filter((name) => name.endsWith(`.${kind}.ts`))
      .sort()
      .map((name) => {
        const file = `${folder}/${name.slice(0, -3)}`
        return {
          domain,
          file,
          as: identifier(`${domain}-${name.slice(0, -kind.length - 4)}`),
          exports: exportsOf(path.join(base, `${file}.ts`)),
        }
      }),
  )
}

/** One file that spreads `name` of each source into an object or a list. */
function joined(from, sources, name, { list = false, what = name, suffix = '' } = {}) {
  const imports = sources.map(({ as, file }) => `import { ${name} as ${as} } from '${relative(from, file)}'`)
  const parts = sources.map(({ as }) => `...${as}`).join(', ')
  return `${imports.join('\n')}\n\nexport const ${what} = ${list ? `[${parts}]` : `{ ${parts} }`}${suffix}\n`
}

/** One file with the `refuses` of each source: several may name the same call. */
function listed(from, sources) {
  const imports = sources.map(({ as, file }) => `import { refuses as ${as} } from '${relative(from, file)}'`)
  const list = sources.map(({ as }) => as).join(', ')
  return `${imports.join('\n')}\n\nexport const refusals = [${list}] as const\n`
}

function relative(from, file) {
  const path_ = path.posix.relative(path.posix.dirname(from), file)
  return path_.startsWith('.') ? path_ : `./${path_}`
}

function contractFiles(base) {
  const of = (kind) =>
    contractDomains(base)
      .filter((domain) => fs.existsSync(path.join(base, `shared/contract/${domain}/${kind}.ts`)))
      .map((domain) => ({
        domain,
        as: identifier(domain),
        file: `shared/contract/${domain}/${kind}`,
        exports: exportsOf(path.join(base, `shared/contract/${domain}/${kind}.ts`)),
      }))
  const calls = of('calls')
  // A file for each audience: a function loads the calls that it answers, and no others.
  const callsOf = (audience) => {
    const target = `shared/contract/collected/${audience}.ts`
    const own = calls.filter(({ exports }) => exports.has(audience))
    const imports = own.map(
      ({ as, file }) => `import { ${audience} as ${as}Calls } from '${relative(target, file)}'`,
    )
    const parts = own.map(({ as }) => `...${as}Calls`).join(', ')
    return [target, `${imports.join('\n')}\n\nexport const ${audience} = { ${parts} } as const\n`]
  }
  const audiences = AUDIENCES.map((audience) => `import { ${audience} } from './${audience}'`)
  return {
    ...Object.fromEntries(AUDIENCES.map(callsOf)),
    'shared/contract/collected/calls.ts': `${audiences.join('\n')}\n\nexport const contract = { ${AUDIENCES.join(', ')} } as const\n`,
    'shared/contract/collected/domains.ts': `export type Domain =\n${contractDomains(base)
      .map((domain) => `  | '${domain}'`)
      .join('\n')}\n`,
    'shared/contract/collected/topics.ts': joined(
      'shared/contract/collected/topics.ts',
      of('topics'),
      'topics',
    ),
    'shared/contract/collected/errors.ts': joined(
      'shared/contract/collected/errors.ts',
      of('errors'),
      'errors',
      { suffix: ' as const' },
    ),
    'shared/contract/collected/refuses.ts': listed(
      'shared/contract/collected/refuses.ts',
      of('errors').filter(({ exports }) => exports.has('refuses')),
    ),
    'shared/contract/collected/permissions.ts': joined(
      'shared/contract/collected/permissions.ts',
      of('permissions'),
      'permissions',
      {
        list: true,
        what: 'STAFF_PERMISSIONS',
        suffix: ' as const',
      },
    ),
  }
}

/** What domains attach to one another; see `Seams` in cloudfunctions/platform/context.ts. */
function seams(from, base) {
  const parts = [
    { kind: 'checkout', name: 'checkoutParts', list: true },
    { kind: 'checkout', name: 'shelfParts', list: true },
    { kind: 'reservations', name: 'reservations', list: true },
    { kind: 'reservations', name: 'quotaOwners', list: true },
    { kind: 'effects', name: 'orderEffects', list: false },
    { kind: 'effects', name: 'owing', list: true },
    { kind: 'effects', name: 'refundParts', list: true },
  ].map(({ kind, name, list }) => {
    const sources = filesOfKind(base, kind)
      .filter(({ exports }) => exports.has(name))
      .map(({ as, file }) => ({ as: identifier(`${as}-${name}`), file }))
    const imports = sources.map(
      ({ as, file }) => `import { ${name} as ${as} } from '${relative(from, file)}'`,
    )
    const spread = sources.map(({ as }) => `...${as}`).join(', ')
    return { imports, entry: `  ${name}: ${list ? `[${spread}]` : `{ ${spread} }`},` }
  })
  const imports = [
    "import { STEPS } from '@shared/rules/pricing'",
    "import type { Seams } from '../platform/context'",
    "import { collections } from './collections'",
    ...parts.flatMap(({ imports }) => imports),
  ]
  return `${imports.join('\n')}\n\nexport const seams: Seams = {\n  collections,\n  pricingSteps: STEPS,\n${parts.map(({ entry }) => entry).join('\n')}\n}\n`
}

/** The collections that belong to no domain. */
function platformCollections(base) {
  const file = 'cloudfunctions/platform/platform.collections'
  return fs.existsSync(path.join(base, `${file}.ts`)) ? [{ as: 'platform', file }] : []
}

/** The migrations in their order: `cloudfunctions/migrations/0001-….ts`, each exporting `migration`. */
function migrations(from, base) {
  const folder = 'cloudfunctions/migrations'
  const sources = fs
    .readdirSync(path.join(base, folder))
    .filter((name) => /^\d{4}-[a-z0-9-]+\.ts$/.test(name))
    .sort()
    .map((name) => ({ as: `m${name.slice(0, 4)}`, file: `${folder}/${name.slice(0, -3)}` }))
  const imports = [
    "import type { Migration } from '../platform/migration'",
    ...sources.map(({ as, file }) => `import { migration as ${as} } from '${relative(from, file)}'`),
  ]
  const list = sources.map(({ as }) => as).join(', ')
  return `${imports.join('\n')}\n\nexport const migrations: readonly Migration[] = [${list}]\n`
}

function serverFiles(base) {
  const files = {}
  const calls = filesOfKind(base, 'calls')
  for (const audience of AUDIENCES) {
    const file = `cloudfunctions/collected/${audience}.ts`
    const sources = calls.filter(({ exports }) => exports.has(audience))
    files[file] = joined(file, sources, audience, { what: 'handlers' })
  }
  files['cloudfunctions/collected/jobs.ts'] = joined(
    'cloudfunctions/collected/jobs.ts',
    filesOfKind(base, 'jobs'),
    'jobs',
    { list: true },
  )
  files['cloudfunctions/collected/collections.ts'] = joined(
    'cloudfunctions/collected/collections.ts',
    [...filesOfKind(base, 'collections'), ...platformCollections(base)],
    'collections',
  )
  files['tests/contract/collected/rows.ts'] = joined(
    'tests/contract/collected/rows.ts',
    filesOfKind(base, 'rows'),
    'rows',
  )
  files['cloudfunctions/collected/migrations.ts'] = migrations('cloudfunctions/collected/migrations.ts', base)
  files['cloudfunctions/collected/seams.ts'] = seams('cloudfunctions/collected/seams.ts', base)
  return files
}

/** The steps of the price pipeline: `shared/rules/pricing/x.step.ts`, each exporting `step`. */
function pricingFiles(base) {
  const folder = 'shared/rules/pricing'
  const from = `${folder}/collected/steps.ts`
  const sources = fs
    .readdirSync(path.join(base, folder))
    .filter((name) => name.endsWith('.step.ts'))
    .sort()
    .map((name) => ({
      as: identifier(name.slice(0, -'.step.ts'.length)),
      file: `${folder}/${name.slice(0, -3)}`,
    }))
  const imports = sources.map(({ as, file }) => `import { step as ${as} } from '${relative(from, file)}'`)
  return {
    [from]: `${imports.join('\n')}\n\nexport const steps = [${sources.map(({ as }) => as).join(', ')}]\n`,
  }
}

/** @throws Error when two domains name the same thing, which only one of them would get */
function refuseSameNames(base) {
  const once = (what, sources, constant) =>
    refuseTwice(
      what,
      sources.flatMap(({ file }) =>
        namesIn(path.join(base, `${file}.ts`), constant).map((name) => ({ name, file: `${file}.ts` })),
      ),
    )
  const contract = (kind) =>
    contractDomains(base)
      .map((domain) => ({ file: `shared/contract/${domain}/${kind}` }))
      .filter(({ file }) => fs.existsSync(path.join(base, `${file}.ts`)))
  refuseTwice(
    'domain',
    serverDomains(base).map(({ domain, folder }) => ({ name: domain, file: folder })),
  )
  for (const audience of AUDIENCES) {
    once(`call of ${audience}`, contract('calls'), audience)
    once(`handler of ${audience}`, filesOfKind(base, 'calls'), audience)
  }
  once('error code', contract('errors'), 'errors')
  once('permission', contract('permissions'), 'permissions')
  once('collection', [...filesOfKind(base, 'collections'), ...platformCollections(base)], 'collections')
  once('job', filesOfKind(base, 'jobs'), 'jobs')
  once('effect', filesOfKind(base, 'effects'), 'orderEffects')
  once('part of refunds', filesOfKind(base, 'effects'), 'refundParts')
  once('part of the checkout', filesOfKind(base, 'checkout'), 'checkoutParts')
  once('part of the shelf', filesOfKind(base, 'checkout'), 'shelfParts')
  once('reservation', filesOfKind(base, 'reservations'), 'reservations')
  once('row', filesOfKind(base, 'rows'), 'rows')
  once('kind of owners of quotas', filesOfKind(base, 'reservations'), 'quotaOwners')
}

/** What would be written: texts by path. `base` is the folder of the project. @throws Error when a name stands twice */
export function collected(base = root) {
  refuseSameNames(base)
  const files = {
    ...contractFiles(base),
    ...pricingFiles(base),
    ...serverFiles(base),
    ...clientFiles(base),
  }
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [file, HEADER + text]))
}

/** Writes what changed. @returns the paths that were written */
export function collect(base = root) {
  const written = []
  for (const [file, text] of Object.entries(collected(base))) {
    const full = path.join(base, file)
    if (fs.existsSync(full) && fs.readFileSync(full, 'utf8') === text) continue
    fs.mkdirSync(path.dirname(full), { recursive: true })
    const temporary = `${full}.${process.pid}`
    fs.writeFileSync(temporary, text)
    fs.renameSync(temporary, full)
    written.push(file)
  }
  return written
}
