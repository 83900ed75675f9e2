import type { AnswerOf } from '@shared/contract'
import { dayOf, startOfDay } from '@shared/business-day'
import type { Context } from '../../../platform/context'
import { mask } from '../../../platform/log'
import { MOST_LISTED, STEPS, type AuditDoc, type Finding, type StepName, type Violation } from './audit.model'
import { insertAudit, newestAudit, noteAudit, readAudit } from './audit.repo'
import { toAudit } from './audit.view'
import { AUDIT_STEPS } from './steps.service'

const HOUR_MS = 3_600_000
/** The check of a business day begins at four in the morning: settled since midnight, and few buy. */
const BEGINS_AT_MS = 4 * HOUR_MS
/**
 * What was found is looked at again after this, and only what still stands counts: while it was read something was
 * being booked, or was owed and is carried out by now.
 */
const AGAIN_AFTER_MS = HOUR_MS
/** Documents of one read. */
const ROWS = 500
/** How far it has come is noted each so many pages: one that dies does these once more. */
const NOTED_AFTER_PAGES = 20

/**
 * Proves the books: reads every entry, account, statement, commission and paid order and answers what does not agree;
 * nothing is what it should be. For moments when nothing else is being booked: what is still owed is reported as
 * `OWED`, with what follows from it.
 */
export async function checkBooks(ctx: Context): Promise<Violation[]> {
  const found = new Map<string, Violation>()
  for (const name of STEPS) {
    const { walk, check } = AUDIT_STEPS[name]
    for await (const page of walk(ctx, { after: undefined, rows: ROWS })) {
      await check(ctx, page, (_, rule, subject, detail) =>
        found.set([rule, subject, detail].join(' '), { rule, subject, detail }),
      )
    }
  }
  return [...found.values()]
}

/** The latest check that is done, for the merchant; nothing before the first one. */
export async function latestAudit(ctx: Context): Promise<AnswerOf<'merchant/audit.latest'>> {
  const newest = await newestAudit(ctx)
  return newest ? { latest: toAudit(newest) } : {}
}

/**
 * The timer's job: checks the books once a business day, as far as it comes until `until`, ms; whoever comes next goes
 * on there. Without anything to do one round trip, before four o'clock none. Answers the state of the day's check.
 */
export async function auditBooks(
  ctx: Context,
  until: number,
  rows = ROWS,
): Promise<AuditDoc['state'] | 'not yet'> {
  const now = ctx.clock.now()
  if (now < startOfDay(now) + BEGINS_AT_MS) return 'not yet'
  const audit = await openAudit(ctx, dayOf(now))
  if (audit.state === 'done' || (audit.state === 'waiting' && now < (audit.againAt ?? 0))) return audit.state
  const next = audit.state === 'running' ? await goOn(ctx, audit, until, rows) : await lookAgain(ctx, audit)
  if (!next || !(await noteAudit(ctx, next))) return 'running'
  if (next.state === 'done') tell(ctx, next)
  return next.state
}

async function openAudit(ctx: Context, day: string): Promise<AuditDoc> {
  const known = await readAudit(ctx, day)
  if (known) return known
  const fresh: AuditDoc = {
    _id: day,
    state: 'running',
    step: STEPS[0],
    checked: 0,
    found: [],
    unlisted: 0,
    startedAt: ctx.clock.now(),
    revision: 0,
  }
  if (await insertAudit(ctx, fresh)) return fresh
  return (await readAudit(ctx, day)) ?? fresh
}

/** Goes on from where a check stands. `undefined` when somebody else does. */
async function goOn(
  ctx: Context,
  from: AuditDoc,
  until: number,
  rows: number,
): Promise<AuditDoc | undefined> {
  let audit = from
  let pages = 0
  for (const name of STEPS.slice(STEPS.indexOf(from.step))) {
    if (name !== audit.step) audit = { ...audit, step: name, after: undefined }
    const { walk, check } = AUDIT_STEPS[name]
    for await (const page of walk(ctx, { after: audit.after, rows })) {
      const found: Finding[] = []
      await check(ctx, page, (key, rule, subject, detail) =>
        found.push({ step: name, key, rule, subject, detail }),
      )
      audit = { ...listed(audit, found), checked: audit.checked + page.length, after: page.at(-1)?._id }
      // Not before the first page: whoever begins comes a little further.
      if (ctx.clock.now() > until) return audit
      if (++pages % NOTED_AFTER_PAGES > 0) continue
      if (!(await noteAudit(ctx, audit))) return undefined
      audit = { ...audit, revision: audit.revision + 1 }
    }
  }
  const now = ctx.clock.now()
  if (audit.found.length + audit.unlisted === 0) return { ...audit, state: 'done', finishedAt: now }
  return { ...audit, state: 'waiting', againAt: now + AGAIN_AFTER_MS }
}

const isSame = (one: Finding, other: Finding): boolean =>
  one.rule === other.rule &&
  one.subject === other.subject &&
  // Something else that is owed by now is younger than the first look.
  (one.rule !== 'OWED' || one.detail === other.detail)

/** Adds what was found to the list, each once; what finds no room there is counted, unless it is only owed. */
function listed(audit: AuditDoc, found: readonly Finding[]): AuditDoc {
  const all = [...audit.found]
  let { unlisted } = audit
  for (const finding of found) {
    if (all.some((known) => isSame(known, finding))) continue
    if (all.length < MOST_LISTED) all.push(finding)
    else if (finding.rule !== 'OWED') unlisted += 1
  }
  return { ...audit, found: all, unlisted }
}

/** Looks once more at what was found: what is not found again was on its way. */
async function lookAgain(ctx: Context, audit: AuditDoc): Promise<AuditDoc> {
  const still: Finding[] = []
  for (const name of STEPS) {
    const before = audit.found.filter(({ step }) => step === name)
    if (before.length > 0) still.push(...(await findAgain(ctx, name, before)))
  }
  const { againAt: _, ...rest } = audit
  return { ...rest, state: 'done', found: still, finishedAt: ctx.clock.now() }
}

async function findAgain(ctx: Context, name: StepName, before: readonly Finding[]): Promise<Finding[]> {
  const { read, check } = AUDIT_STEPS[name]
  const now: Finding[] = []
  const documents = await read(ctx, [...new Set(before.map(({ key }) => key))])
  await check(ctx, documents, (key, rule, subject, detail) =>
    now.push({ step: name, key, rule, subject, detail }),
  )
  return before.filter((finding) => now.some((other) => isSame(finding, other)))
}

/** What a developer has to know at once; the rest stands in the document. */
function tell(ctx: Context, { _id, checked, found, unlisted }: AuditDoc): void {
  for (const { rule, subject } of found) ctx.log.error('audit.different', { rule, subject: mask(subject) })
  ctx.log.info('audit.done', { day: _id, checked, differences: found.length + unlisted })
}
