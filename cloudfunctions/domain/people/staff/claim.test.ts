import { OWNER_CODE_ALPHABET } from '@shared/contract/staff/limits'
import { contract } from '@shared/contract'
import { ownerCode } from '@shared/contract/staff/schema'
import { startTestMall, type TestMall } from '../../../../tests/support/context'
import { storefront } from '../../../../tests/support/handlers'
import { offerOwnership, ownership } from './claim.service'

jest.setTimeout(240_000)

const HOUR_MS = 3_600_000
const [CODE, OTHER] = ['ABCDEFGHJKLMNPQR', '23456789ABCDEFGH']
let mall: TestMall
beforeAll(async () => void (mall = await startTestMall()))
beforeEach(() => mall.reset())
afterAll(() => mall.close())

const claim = (who: string, code = CODE): Promise<string> =>
  storefront['staff.claim'](mall.as(who), { code }).then(
    () => 'ok',
    (error: unknown) => String((error as { code?: unknown }).code ?? error),
  )
const owners = async () =>
  (await mall.db.find('staff', { where: { owner: true }, limit: 100 })).map(({ _id }) => _id)
const codes = () => mall.db.find('ownerCodes', { where: {}, limit: 10 })

test('[OWNER-1] of many who send a code at once one becomes the owner', async () => {
  await offerOwnership(mall.ctx, CODE)
  const people = Array.from({ length: 12 }, (_, i) => `o_person_${i}`)
  const answers = await Promise.all(people.map((who) => claim(who)))
  expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1)
  const winner = people[answers.indexOf('ok')]
  expect(await owners()).toEqual([winner])
  expect(await codes()).toMatchObject([{ usedBy: winner, usedAt: mall.clock.now(), before: null }])
  expect(await claim('o_late')).toBe('OWNER_CODE_WRONG')
  expect(await ownership(mall.ctx)).toEqual({ is: 'owned' })
})

test('[OWNER-1] the same request many times is once, and a code that is used up makes nobody an owner again', async () => {
  await offerOwnership(mall.ctx, CODE)
  expect(await Promise.all(Array.from({ length: 3 }, () => claim('o_owner')))).toEqual(['ok', 'ok', 'ok'])
  const [record] = await codes()
  expect(await claim('o_owner')).toBe('ok')
  await mall.db.change('staff', { _id: 'o_owner' }, { owner: false })
  expect(await claim('o_owner')).toBe('OWNER_CODE_WRONG')
  expect(await owners()).toEqual([])
  expect(await codes()).toEqual([record])
})

test('[OWNER-1] who died behind the code is finished by the next request, of the same person only', async () => {
  await offerOwnership(mall.ctx, CODE)
  await claim('o_owner')
  await mall.db.remove('staff', { _id: 'o_owner' })
  await mall.db.change('ownerCodes', {}, { doneAt: null })
  expect(await claim('o_other')).toBe('OWNER_CODE_WRONG')
  expect(await claim('o_owner')).toBe('ok')
  expect(await owners()).toEqual(['o_owner'])
})

test('[OWNER-2] a code is over after its days, and void when there is a newer one', async () => {
  const until = await offerOwnership(mall.ctx, CODE)
  expect(await ownership(mall.ctx)).toEqual({ is: 'open', until })
  await offerOwnership(mall.ctx, OTHER)
  expect(await claim('o_a')).toBe('OWNER_CODE_WRONG')
  mall.clock.set(until + 24 * HOUR_MS)
  expect(await claim('o_b', OTHER)).toBe('OWNER_CODE_WRONG')
  expect(await ownership(mall.ctx)).toEqual({ is: 'nobodys' })
  expect(await owners()).toEqual([])
})

test('[OWNER-2] no code stands in the database, and somebody of the staff keeps name and permissions', async () => {
  await offerOwnership(mall.ctx, CODE)
  expect(JSON.stringify(await codes())).not.toContain(CODE)
  await mall.db.insert('staff', { _id: 'o_clerk', name: '阿榕', owner: false, permissions: ['order.read'] })
  expect(await claim('o_clerk')).toBe('ok')
  expect(await mall.db.get('staff', 'o_clerk')).toEqual({
    _id: 'o_clerk',
    name: '阿榕',
    owner: true,
    permissions: ['order.read'],
  })
  expect(await codes()).toMatchObject([{ before: { owner: false, permissions: ['order.read'] } }])
})

test('[OWNER-3] somebody tries five times an hour, also at once, and the right code is no exception', async () => {
  await offerOwnership(mall.ctx, CODE)
  const answers = await Promise.all(Array.from({ length: 12 }, () => claim('o_guesser', OTHER)))
  expect(answers.filter((answer) => answer === 'OWNER_CODE_WRONG')).toHaveLength(5)
  expect(answers.filter((answer) => answer === 'OWNER_CODE_TRIES')).toHaveLength(7)
  expect(await claim('o_guesser')).toBe('OWNER_CODE_TRIES')
  expect(await claim('o_owner')).toBe('ok')
  mall.clock.advance(HOUR_MS)
  const later = await Promise.all(Array.from({ length: 12 }, () => claim('o_guesser', OTHER)))
  expect(later.filter((answer) => answer === 'OWNER_CODE_WRONG')).toHaveLength(5)
})

test('[OWNER-3] who tries is told how many tries are left, and then how long to wait', async () => {
  const refusals = () =>
    storefront['staff.claim'](mall.as('o_guesser'), { code: OTHER }).catch(
      ({ code, message, details }: { code: string; message: string; details: unknown }) => ({
        code,
        message,
        details,
      }),
    ) as Promise<{ code: 'OWNER_CODE_WRONG' | 'OWNER_CODE_TRIES'; message: string; details: unknown }>
  const all = await Promise.all(Array.from({ length: 5 }, refusals))
  const left = all.map(({ details }) => (details as { left: number }).left)
  expect(left.sort()).toEqual([0, 1, 2, 3, 4])
  mall.clock.advance(HOUR_MS / 2 + 500)
  const tired = await refusals()
  expect(tired).toEqual({
    code: 'OWNER_CODE_TRIES',
    message: '试得太多了，请 30 分钟后再试',
    details: { retryAfter: 1_800 },
  })
  const { details = {} } = contract.storefront['staff.claim']
  for (const told of [...all, tired]) expect(details[told.code]?.parse(told.details)).toEqual(told.details)
  mall.clock.advance(HOUR_MS / 2)
  expect(await refusals()).toMatchObject({ code: 'OWNER_CODE_WRONG', details: { left: 4 } })
})

test('[OWNER-2] a code is taken as people type it, and has no characters that are taken for one another', () => {
  expect(ownerCode.parse(' abcd-efgh jklm-npqr\n')).toBe(CODE)
  expect(OWNER_CODE_ALPHABET).toHaveLength(32)
  for (const character of '01IO') expect(OWNER_CODE_ALPHABET).not.toContain(character)
  for (const character of OWNER_CODE_ALPHABET)
    expect(ownerCode.safeParse(character.repeat(16)).success).toBe(true)
})

test('[TRAIL-3] becoming the owner leaves one row, however often and by however many it is tried', async () => {
  await offerOwnership(mall.ctx, CODE)
  await Promise.all(Array.from({ length: 6 }, (_, i) => claim(`o_person_${i}`)))
  const [winner = ''] = await owners()
  await claim(winner)
  const rows = await mall.db.find('trail', { where: {}, limit: 100 })
  expect(rows).toMatchObject([
    {
      openid: winner,
      call: 'staff.claim',
      what: '成为店主',
      changes: [{ before: '不是员工', after: '店主' }],
    },
  ])
  expect(JSON.stringify(rows)).not.toContain(CODE)
})
