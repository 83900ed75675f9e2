import { act, render, renderHook, screen, fireEvent } from '@testing-library/react'
import { CallError } from '@/platform'
import { toastState } from '@/ui/overlay/toast'
import { DialogHost } from '@/ui/overlay/DialogHost'
import { useVersionedForm, type Versioned } from './versioned-form'

interface Form {
  name: string
  tag: string
}
const conflict = () => new CallError('VERSION_CONFLICT', '刚刚被别人改过', 'r-12345678')

/** What stands on a server, and a form over it. */
function open(server: { now: Versioned<Form>; save?: () => void }) {
  const stands = server.now
  const save = jest.fn(async (version: number, form: Form) => {
    server.save?.()
    if (version !== server.now.version) throw conflict()
    server.now = { version: version + 1, form }
    return { version: version + 1 }
  })
  const form = renderHook(() =>
    useVersionedForm<Form>({
      stands,
      refetch: async () => server.now,
      problem: ({ name }) => (name === '' ? '请写名字' : undefined),
      save,
      saved: (version) => `第 ${version} 版`,
    }),
  )
  render(<DialogHost />)
  return { form, save }
}
const said = () => toastState.getState().text
const answer = (words: string) => act(async () => void fireEvent.click(screen.getByText(words)))

test('[FORM-1] what is changed is saved over the version that was read, and is the base of the next', async () => {
  const server = { now: { version: 3, form: { name: '茶', tag: '' } } }
  const { form, save } = open(server)
  expect(form.result.current.changed).toBe(false)
  act(() => form.result.current.set({ tag: '新' }))
  expect(form.result.current.changed).toBe(true)
  await act(() => form.result.current.save())
  expect(save).toHaveBeenCalledWith(3, { name: '茶', tag: '新' })
  expect(said()).toBe('第 4 版')
  expect(form.result.current).toMatchObject({ changed: false, base: { version: 4 }, tried: false })
})

test('[FORM-1] what is wrong is said and not sent', async () => {
  const { form, save } = open({ now: { version: 1, form: { name: '茶', tag: '' } } })
  act(() => form.result.current.set({ name: '' }))
  await act(() => form.result.current.save())
  expect(save).not.toHaveBeenCalled()
  expect(said()).toBe('请写名字')
  expect(form.result.current.tried).toBe(true)
})

test('[FORM-1] somebody else saved: theirs is offered, one’s own stays, and nothing is overwritten', async () => {
  const server = { now: { version: 1, form: { name: '茶', tag: '' } } }
  const { form, save } = open(server)
  act(() => form.result.current.set({ tag: '我的' }))
  server.now = { version: 2, form: { name: '岩茶', tag: '' } }
  let saving: Promise<void> | undefined
  await act(async () => void (saving = form.result.current.save()))
  await answer('先不载入')
  await act(async () => saving)
  expect(form.result.current).toMatchObject({ form: { name: '茶', tag: '我的' }, base: { version: 1 } })

  await act(async () => void (saving = form.result.current.save()))
  await answer('载入最新')
  await act(async () => saving)
  expect(form.result.current).toMatchObject({ form: { name: '岩茶', tag: '我的' }, base: { version: 2 } })
  expect(server.now.form).toEqual({ name: '岩茶', tag: '' })

  await act(() => form.result.current.save())
  expect(save).toHaveBeenLastCalledWith(2, { name: '岩茶', tag: '我的' })
})

test('[FORM-1] where both changed the same, it says so', async () => {
  const server = { now: { version: 1, form: { name: '茶', tag: '' } } }
  const { form } = open(server)
  act(() => form.result.current.set({ tag: '我的' }))
  server.now = { version: 2, form: { name: '茶', tag: '他的' } }
  let saving: Promise<void> | undefined
  await act(async () => void (saving = form.result.current.save()))
  expect(screen.getByText(/有 1 处你们都改了/)).toBeTruthy()
  await answer('载入最新')
  await act(async () => saving)
  expect(form.result.current.form.tag).toBe('我的')
})

test('[FORM-1] a save whose answer was lost is known when it is made again', async () => {
  const server = { now: { version: 1, form: { name: '茶', tag: '' } } }
  const { form } = open(server)
  act(() => form.result.current.set({ tag: '新' }))
  // It stands already: the answer did not come back.
  server.now = { version: 2, form: { name: '茶', tag: '新' } }
  await act(() => form.result.current.save())
  expect(said()).toBe('第 2 版')
  expect(form.result.current).toMatchObject({ changed: false, base: { version: 2 } })
})
