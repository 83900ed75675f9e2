import { useEffect, useState } from 'react'
import { sayError } from '@/data'
import { CallError } from '@/platform'
import { confirm, toast, useUnsaved } from '@/ui'
import { mergeEdits, same } from './merge-edits'

/** A form as it stands on the server, in this version. */
export interface Versioned<F> {
  version: number
  form: F
}

export interface VersionedFormOptions<F> {
  /** As the page has read it. */
  stands: Versioned<F>
  /** Reads what stands now. */
  refetch: () => Promise<Versioned<F> | undefined>
  /** What is wrong first, in words; nothing when it can be saved. */
  problem: (form: F) => string | undefined
  /** What is odd about it and saved only when it is meant, as a question; nothing when it is as usual. */
  odd?: (form: F, stands: F) => { title: string; text: string } | undefined
  /** Saves over this version. @throws VERSION_CONFLICT when another one stands */
  save: (version: number, form: F) => Promise<{ version: number }>
  /** What is said when it is saved. */
  saved: (version: number) => string
  /** Where it goes on when it is saved, instead of saying so: the page may be left then. */
  onward?: (() => void) | undefined
}

export interface VersionedForm<F> {
  form: F
  /** What the form began with. */
  base: Versioned<F>
  changed: boolean
  /** Saving was tried and something is still wrong: what is wrong is shown from then on. */
  tried: boolean
  set: (change: Partial<F> | ((now: F) => F)) => void
  save: () => Promise<void>
}

/**
 * A form of something that several people of the staff edit. Leaving it unsaved is asked about. When somebody else has
 * saved meanwhile it says so and offers to take theirs in; one's own changes stay on the screen either way, and saving
 * again is one's own decision. A save whose answer was lost is known for what it is.
 */
export function useVersionedForm<F extends object>(options: VersionedFormOptions<F>): VersionedForm<F> {
  const { stands, refetch, problem, odd, save, saved, onward } = options
  const [base, setBase] = useState(stands)
  const [form, setForm] = useState(stands.form)
  const [tried, setTried] = useState(false)
  const changed = !same(form, base.form)
  const leave = useUnsaved(changed)

  // Another version of the same form (a product that was listed) is nobody's edit of it.
  useEffect(() => {
    setBase((now) => (stands.version > now.version && same(stands.form, now.form) ? stands : now))
  }, [stands])

  const done = (at: Versioned<F>) => {
    setBase(at)
    setTried(false)
    if (onward) void leave().then(onward)
    else toast(saved(at.version), { icon: 'ok' })
  }

  const meet = async () => {
    const theirs = await refetch()
    if (!theirs) return toast('刚有同事保存过，最新的没有读到，请再试一次')
    if (same(theirs.form, form)) return done(theirs)
    const { merged, clashes } = mergeEdits(form, base.form, theirs.form)
    const take = await confirm({
      title: '刚有同事保存过',
      text:
        clashes > 0
          ? `载入最新的内容吗？有 ${clashes} 处你们都改了，先留着你的，请再看一眼后保存。`
          : '载入最新的内容吗？你改的几处都留着，请再看一眼后保存。',
      confirmText: '载入最新',
      cancelText: '先不载入',
    })
    if (!take) return
    setForm(merged)
    setBase(theirs)
  }

  return {
    form,
    base,
    changed,
    tried,
    set: (change) => setForm((now) => (typeof change === 'function' ? change(now) : { ...now, ...change })),
    save: async () => {
      setTried(true)
      const wrong = problem(form)
      if (wrong) return toast(wrong)
      const question = odd?.(form, base.form)
      if (question && !(await confirm({ ...question, confirmText: '就这样保存', cancelText: '再看看' })))
        return
      try {
        done({ ...(await save(base.version, form)), form })
      } catch (error) {
        if (error instanceof CallError && error.code === 'VERSION_CONFLICT') await meet()
        else toast(sayError(error).sentence)
      }
    },
  }
}
