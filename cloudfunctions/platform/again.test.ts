import { again } from './again'

/** An attempt that answers these, one after the other. */
function attempts<T>(...answers: T[]) {
  let tried = 0
  return { attempt: () => Promise.resolve(answers[tried++]), tried: () => tried }
}

test('what is decided first is answered, and nothing is tried afterwards', async () => {
  const { attempt, tried } = attempts<string | false | undefined>(undefined, false, 'mine', 'other')
  expect(await again<string>(5, attempt)).toBe('mine')
  expect(tried()).toBe(3)
})

test.each([0, '', null])('%j is an answer', async (answer) => {
  expect(await again(1, () => Promise.resolve(answer))).toBe(answer)
})

test('who is overtaken each time is told so', async () => {
  const { attempt, tried } = attempts<undefined>()
  await expect(again(3, attempt)).rejects.toMatchObject({ code: 'BUSY' })
  expect(tried()).toBe(3)
})

test('a refusal is no reason to try again', async () => {
  let tried = 0
  const refusing = () => Promise.reject(new Error(`refused ${++tried}`))
  await expect(again(3, refusing)).rejects.toThrow('refused 1')
})
