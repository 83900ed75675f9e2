import { isMissing } from './account.mjs'

/**
 * Which keys the shop's personal data is sealed with, kept in the shop itself: a text sealed with each of them, so that
 * a deployment with another key is told before it hides every name. Noted before any function may seal with a key,
 * taken away when nothing is sealed with it any more.
 */
const NOTE = 'personal-keys'
const PLACE = { in: 'deployed', of: NOTE, at: 'value' }
/** With which key all functions seal, and since when; nothing while that changes. */
const EVERYWHERE = 'personal-key-of-functions'
/** By then every call has ended that began with the variables of before (the longest may take 60 s). */
const ENDED_MS = 120_000
/** How many documents at each end of a collection a check looks at. */
const SAMPLE = 100

async function notedIn(db) {
  const note = await orNothing(db.get('deployed', NOTE))
  return note?.value.split(' ').filter(Boolean) ?? []
}

/** Nothing is noted where nothing was deployed. */
const orNothing = (reading) =>
  reading.catch((error) => {
    if (error.code === 'DATABASE_COLLECTION_NOT_EXIST') return undefined
    throw error
  })

const collectionsOf = ({ collections }) =>
  Object.keys(collections).filter((name) => collections[name].personal)

/** A shop that came from a file brings no note, and what is noted may be wrong: what is stored tells as well. */
async function sampledKeys({ sdk, server }) {
  const db = server.rawDatabase(sdk)
  const latest = ['orders', [['placedAt', 'desc']]]
  const ends = collectionsOf(server).flatMap((name) => ['asc', 'desc'].map((way) => [name, [['_id', way]]]))
  const keys = new Set()
  for (const [name, orderBy] of [latest, ...ends]) {
    const documents = await orNothing(db.find(name, { where: {}, orderBy, limit: SAMPLE }))
    for (const document of documents ?? [])
      for (const [, sealed] of server.sealedIn(document)) keys.add(server.sealedWith(sealed))
  }
  return keys
}

/** Whether what was sealed before opens with the keys that are given. */
export async function checkPersonalKeys(parts, { fine, wrong }) {
  const { db, server, deployment } = parts
  const { current, old } = deployment.config.personal
  const personal = server.createPersonal(deployment.config.personal)
  const known = new Set([current, ...old].map(({ id }) => id))
  const noted = await notedIn(db)
  const missing = new Set(
    noted.filter((text) => personal.open(PLACE, text) === undefined).map((text) => server.sealedWith(text)),
  )
  for (const sampled of await sampledKeys(parts)) if (!known.has(sampled)) missing.add(sampled)
  if (missing.size === 0) return fine(`personal data: the key ${current.id} opens it`)
  wrong(
    `PERSONAL_DATA_KEY is not the key that this shop’s data is sealed with: ${[...missing].join(', ')} is missing, given is ${[...known].join(', ')}`,
    'Set the key of before again; to change it, put the one of before into PERSONAL_DATA_KEYS_OLD. Without it every name, telephone number and address is gone.',
  )
}

/** Notes the key before any function seals with it: from here on both are needed, wherever the deployment dies. */
export async function notePersonalKey({ db, server, deployment }, report) {
  const { current } = deployment.config.personal
  const everywhere = await db.get('deployed', EVERYWHERE)
  if (everywhere && server.sealedWith(everywhere.value) !== current.id)
    await db.remove('deployed', { _id: EVERYWHERE })
  const noted = await notedIn(db)
  if (noted.some((text) => server.sealedWith(text) === current.id)) return
  const personal = server.createPersonal(deployment.config.personal)
  const change = { value: [...noted, personal.seal(PLACE, {})].join(' '), at: Date.now() }
  if ((await db.change('deployed', { _id: NOTE }, change)) === 0)
    await db.insert('deployed', { _id: NOTE, ...change })
  report.changed(`personal data: sealed with the key ${current.id} from now on. Keep it: nobody else has it`)
}

/** Notes that all functions seal with the key, once they do. */
export async function notePersonalKeyEverywhere({ db, server, deployment }) {
  // One that stands is of this key, and older: it stays.
  if (await db.get('deployed', EVERYWHERE)) return
  const personal = server.createPersonal(deployment.config.personal)
  const value = personal.seal({ ...PLACE, of: EVERYWHERE }, {})
  await db.insert('deployed', { _id: EVERYWHERE, value, at: Date.now() })
}

/** The functions that seal and do not have this key, as the cloud tells it. */
async function functionsWithout({ text }, { account, server }) {
  const sealing = Object.keys(server.FUNCTIONS).filter((name) =>
    server.variablesOf(name).includes('PERSONAL_DATA_KEY'),
  )
  const has = async (name) => {
    const there = await account.app.functions.getFunctionDetail(name).catch((error) => {
      if (isMissing(error)) return undefined
      throw error
    })
    const variables = there?.Environment?.Variables ?? []
    return variables.some(({ Key, Value }) => Key === 'PERSONAL_DATA_KEY' && Value === text)
  }
  const having = await Promise.all(sealing.map(has))
  return sealing.filter((_, i) => !having[i])
}

/** @throws Error while a function may seal with another key than this */
async function refuseUnlessEverywhere(current, parts) {
  const { db, server } = parts
  const without = await functionsWithout(current, parts)
  const everywhere = await orNothing(db.get('deployed', EVERYWHERE))
  if (without.length > 0 || server.sealedWith(everywhere?.value) !== current.id)
    throw new Error(
      `The functions do not have this PERSONAL_DATA_KEY yet${without.length > 0 ? ` (${without.join(', ')})` : ''}: deploy first, with the one of before in PERSONAL_DATA_KEYS_OLD.`,
    )
  const leftMs = everywhere.at + ENDED_MS - Date.now()
  if (leftMs > 0)
    throw new Error(
      `Calls that began before the functions had this PERSONAL_DATA_KEY may still seal with the one of before: start again in ${Math.ceil(leftMs / 1000)} seconds.`,
    )
}

/** Seals what stands under keys of before anew; afterwards they are needed no more. */
export async function reseal(parts, say) {
  const { db, sdk, server, deployment } = parts
  const { current } = deployment.config.personal
  await refuseUnlessEverywhere(current, parts)
  const noted = await notedIn(db)
  const run = {
    db: server.rawDatabase(sdk),
    personal: server.createPersonal(deployment.config.personal),
    keyId: current.id,
  }
  const { texts, unreadable } = await server.resealAll(run, collectionsOf(server))
  say(`personal data: ${texts} values sealed anew, with the key ${current.id}`)
  if (unreadable > 0)
    throw new Error(`${unreadable} values open with no key: keep the keys of before, and look for theirs`)
  const kept = noted.filter((text) => server.sealedWith(text) === current.id)
  const change = { value: kept.join(' '), at: Date.now() }
  if ((await db.change('deployed', { _id: NOTE, value: noted.join(' ') }, change)) === 0)
    throw new Error(
      'Somebody deployed another PERSONAL_DATA_KEY meanwhile: the keys of before are still needed.',
    )
  say('PERSONAL_DATA_KEYS_OLD is needed no more; deploy once without it.')
}
