/**
 * Which keys the shop's personal data is sealed with, kept in the shop itself: a text sealed with each of them, so that
 * a deployment with another key is told before it hides every name.
 */
const NOTE = 'personal-keys'
const PLACE = { in: 'deployed', of: NOTE, at: 'value' }

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

/** A shop that came from a file brings no note: its latest order tells as well. */
async function sampledKey({ db, server }) {
  const orderBy = [['placedAt', 'desc']]
  const orders = await orNothing(db.find('orders', { where: {}, orderBy, limit: 1, fields: ['address'] }))
  return server.sealedWith(orders?.[0]?.address?.receiver)
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
  const sampled = await sampledKey(parts)
  if (sampled !== undefined && !known.has(sampled)) missing.add(sampled)
  if (missing.size === 0) return fine(`personal data: the key ${current.id} opens it`)
  wrong(
    `PERSONAL_DATA_KEY is not the key that this shop’s data is sealed with: ${[...missing].join(', ')} is missing, given is ${[...known].join(', ')}`,
    'Set the key of before again; to change it, put the one of before into PERSONAL_DATA_KEYS_OLD. Without it every name, telephone number and address is gone.',
  )
}

async function write(db, texts) {
  const change = { value: texts.join(' '), at: Date.now() }
  if ((await db.change('deployed', { _id: NOTE }, change)) === 0)
    await db.insert('deployed', { _id: NOTE, ...change })
}

/** Notes the key before any function seals with it. */
export async function notePersonalKey({ db, server, deployment }, report) {
  const { current } = deployment.config.personal
  const noted = await notedIn(db)
  if (noted.some((text) => server.sealedWith(text) === current.id)) return
  const personal = server.createPersonal(deployment.config.personal)
  await write(db, [...noted, personal.seal(PLACE, {})])
  report.changed(`personal data: sealed with the key ${current.id} from now on. Keep it: nobody else has it`)
}

/** Seals what stands under keys of before anew; afterwards they are needed no more. */
export async function reseal({ db, sdk, server, deployment }, say) {
  const { current } = deployment.config.personal
  const personal = server.createPersonal(deployment.config.personal)
  const isDeployed = (await notedIn(db)).some((text) => server.sealedWith(text) === current.id)
  if (!isDeployed)
    throw new Error(
      'The functions do not have this PERSONAL_DATA_KEY yet: deploy first, with the one of before in PERSONAL_DATA_KEYS_OLD.',
    )
  const names = Object.keys(server.collections).filter((name) => server.collections[name].personal)
  const run = { db: server.rawDatabase(sdk), personal, keyId: current.id }
  const { texts, unreadable } = await server.resealAll(run, names)
  say(`personal data: ${texts} values sealed anew, with the key ${current.id}`)
  if (unreadable > 0)
    throw new Error(`${unreadable} values open with no key: keep the keys of before, and look for theirs`)
  await write(
    db,
    (await notedIn(db)).filter((text) => server.sealedWith(text) === current.id),
  )
  say('PERSONAL_DATA_KEYS_OLD is needed no more; deploy once without it.')
}
