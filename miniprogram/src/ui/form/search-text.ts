import { useEffect, useState } from 'react'

const TYPING_MS = 350

/** What is typed into a search box, and the `keyword` to search for: it follows when the typing pauses, or at once. */
export function useSearchText() {
  const [text, setText] = useState('')
  const [keyword, setKeyword] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setKeyword(text), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text])
  return { text, setText, keyword, search: setKeyword }
}
