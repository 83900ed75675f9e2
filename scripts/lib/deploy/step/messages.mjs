import { whyOf } from '../check/wechat.mjs'

/**
 * Finds or makes the templates of the subscription messages, by title and names of fields, and writes into the settings
 * which they are and which of their keys takes what. What stands there already is kept as long as WeChat knows it.
 */
export async function deployMessages({ wechat, server, db, left }, report) {
  const { PURPOSES, ownTemplateFor } = server.messages
  const own = await wechat.templates()
  if (own.kind !== 'ok') return void left.add('messages', whyOf(own))
  const settings = await db.get('settings', 'shop')
  for (const purpose of PURPOSES) {
    if (isRight(settings, purpose, own.value)) continue
    let found = ownTemplateFor(purpose, own.value)
    if (!found) {
      const problem = await addTemplate(wechat, server.messages, purpose)
      const again = problem === undefined ? await wechat.templates() : undefined
      found = again?.kind === 'ok' ? ownTemplateFor(purpose, again.value) : undefined
      if (!found) {
        left.add('messages', `${purpose}: ${problem ?? 'the template is not there'}`)
        continue
      }
      report.changed(`message ${purpose}: a template of the mini-program’s own`)
    }
    await db.change(
      'settings',
      { _id: 'shop' },
      {
        [`messageTemplates.${purpose}`]: found.templateId,
        [`messageFields.${purpose}`]: db._.set(found.fields),
      },
    )
    report.changed(`message ${purpose}: written into the settings`)
  }
  if (settings && settings.messageCard !== true) await addOrderCard({ wechat, db }, report)
}

/** The card of an order takes no asking; a category that has none does without. */
async function addOrderCard({ wechat, db }, report) {
  const added = await wechat.addOrderCard()
  if (added.kind !== 'ok') return
  await db.change('settings', { _id: 'shop' }, { messageCard: true })
  report.changed('card of orders: written into the settings')
}

/** What stands in the settings is a template that WeChat has, and all of its keys are given something. */
function isRight({ messageTemplates, messageFields }, purpose, own) {
  const template = own.find(({ templateId }) => templateId === messageTemplates?.[purpose])
  const given = Object.values(messageFields?.[purpose] ?? {})
  return template !== undefined && Object.values(template.keys).every((key) => given.includes(key))
}

/** @returns why there is none, in a line; nothing when there is */
async function addTemplate(wechat, { MESSAGES, libraryFor, kidsFor }, purpose) {
  const library = await wechat.library()
  if (library.kind !== 'ok') return whyOf(library)
  const titles = libraryFor(purpose, library.value)
  for (const { tid } of titles) {
    const keywords = await wechat.keywords(tid)
    if (keywords.kind !== 'ok') return whyOf(keywords)
    const kids = kidsFor(purpose, keywords.value)
    if (!kids) continue
    const added = await wechat.addTemplate(tid, kids, MESSAGES[purpose].scene)
    return added.kind === 'ok' ? undefined : whyOf(added)
  }
  return titles.length === 0
    ? 'none of its titles is in the library of the shop’s category'
    : 'fields are missing'
}
