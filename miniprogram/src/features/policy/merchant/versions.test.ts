import { versionLines } from './versions'

test('a version says everything that it decides', () => {
  expect(
    versionLines({
      commission: { rates: [2_000, 750], base: 'profit', freezeDays: 7, cycle: 'weekly' },
      binding: { mode: 'first', validDays: 365, protectedDays: 30 },
    }),
  ).toEqual(['20% / 7.5%，按利润，冻结 7 天，每周结算', '客户算最早的，有效 365 天，保护 30 天'])
})
