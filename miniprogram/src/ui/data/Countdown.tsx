import { Text } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { serverNow } from '@/platform/clock'

/** Time left as a text: 29:59, 3:05:07, 2 天 03:00:00. */
export function formatLeft(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const days = Math.floor(seconds / 86400)
  const hours = Math.floor((seconds % 86400) / 3600)
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`
  if (days > 0) return `${days} 天 ${two(hours)}:${rest}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** Counts down to an instant of the server's clock and says once when it is reached. */
export function Countdown({ endAt, onEnd }: { endAt: number; onEnd?: () => void }) {
  const [leftMs, setLeftMs] = useState(() => endAt - serverNow())
  const end = useRef(onEnd)
  end.current = onEnd
  useEffect(() => {
    let told = false
    const look = () => {
      const left = endAt - serverNow()
      setLeftMs(left)
      if (left <= 0 && !told) {
        told = true
        clearInterval(timer)
        end.current?.()
      }
    }
    const timer = setInterval(look, 1000)
    look()
    return () => clearInterval(timer)
  }, [endAt])
  return <Text className="u-num">{formatLeft(leftMs)}</Text>
}
