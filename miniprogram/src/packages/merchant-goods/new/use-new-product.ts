import { useEffect, useRef, useState } from 'react'
import { sayError, useSession } from '@/data'
import {
  createInput,
  EMPTY_PRODUCT,
  newProductErrors,
  oddPrices,
  oddQuestion,
  useCreateProduct,
  type NewProductErrors,
  type NewProductForm,
} from '@/features/catalog/merchant'
import { CallError, newToken, storage } from '@/platform'
import { confirm, KEPT, toast, useUnsaved } from '@/ui'

/** What is written so far, on this phone; its token makes one product of it, however often it is sent. */
interface Draft {
  token: string
  form: NewProductForm
}

const KEY = 'new-product'

/** As it was left; fields that it does not have yet, because it was written by an older version, are empty. */
function readDraft(): Draft {
  const { token, form } = storage.get<Partial<Draft>>(KEY) ?? {}
  return { token: token ?? newToken(), form: { ...EMPTY_PRODUCT, ...form } }
}

export interface NewProduct {
  form: NewProductForm
  /** Only after the first try. */
  errors: NewProductErrors
  set: (change: Partial<NewProductForm> | ((now: NewProductForm) => NewProductForm)) => void
  create: () => Promise<void>
  /** Throws away what is written. */
  clear: () => void
  /** Something is written. */
  begun: boolean
  /** The shop is not open yet: nothing is on sale. */
  closed: boolean
}

/**
 * The form of a new product. What is written stays on the phone until it is made, and leaving is asked about.
 * @param created told when it is there, with nothing left to lose
 */
export function useNewProduct(created: (productId: string | undefined) => void): NewProduct {
  const [{ token, form }, setDraft] = useState(readDraft)
  const [tried, setTried] = useState(false)
  const command = useCreateProduct()
  const made = useRef(false)
  const closed = useSession().data?.shop.closed !== undefined
  const begun = JSON.stringify(form) !== JSON.stringify(EMPTY_PRODUCT)
  const release = useUnsaved(begun, KEPT)

  useEffect(() => {
    if (made.current) return
    if (begun) storage.set(KEY, { token, form })
    else storage.remove(KEY)
  }, [begun, token, form])

  const end = async (productId: string | undefined) => {
    made.current = true
    storage.remove(KEY)
    await release()
    created(productId)
  }
  const errors = newProductErrors(form)
  return {
    form,
    errors: tried ? errors : {},
    set: (change) =>
      setDraft((now) => ({
        ...now,
        form: typeof change === 'function' ? change(now.form) : { ...now.form, ...change },
      })),
    create: async () => {
      setTried(true)
      const [wrong] = Object.values(errors)
      if (wrong) return toast(wrong)
      const odd = oddQuestion(oddPrices([{ name: '', now: form }]))
      if (odd && !(await confirm({ ...odd, confirmText: '就这样创建', cancelText: '再看看' }))) return
      try {
        const { productId } = await command.mutateAsync(createInput(token, form))
        toast(createdText(form, closed), { icon: 'ok' })
        await end(productId)
      } catch (error) {
        toast(sayError(error).sentence)
        // It was made by a try whose answer was lost; what has been written since belongs into its editor.
        if (error instanceof CallError && error.code === 'TOKEN_REUSED') await end(undefined)
      }
    },
    clear: () => {
      setTried(false)
      setDraft({ token: newToken(), form: EMPTY_PRODUCT })
    },
    begun,
    closed,
  }
}

function createdText({ listed }: NewProductForm, closed: boolean): string {
  if (!listed) return '已创建，还没有上架'
  return closed ? '已创建，开张就能卖' : '已创建，买家现在就能买'
}
