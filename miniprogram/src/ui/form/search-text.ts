import { useEffect, useState } from 'react'

const TYPING_MS = 350

/** Where the word stands that is searched for, e.g. in the page's address. */
type Kept = readonly [keyword: string | undefined, change: (keyword: string | undefined) => void]

/** What is typed into a search box, and the `keyword` to search for: it follows when the typing pauses, or at once. */
export function useSearchText(kept?: Kept) {
  const own = useState<string>()
  const [keyword = '', setKeyword] = kept ?? own
  const [text, setText] = useState(keyword)
  useEffect(() => {
    if (text === keyword) return undefined
    const timer = setTimeout(() => setKeyword(text), TYPING_MS)
    return () => clearTimeout(timer)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what is typed is waited for
  }, [text])
  return { text, setText, keyword, search: setKeyword }
}
