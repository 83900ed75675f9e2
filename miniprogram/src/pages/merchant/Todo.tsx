import type { Overview } from '@/features/overview/merchant'
import type { Allows } from '@/features/staff'
import { Card, Stat, StatRow } from '@/ui'
import { countText } from '@shared/words/count'
import { allowed } from './allowed'

/** 待办: numbers that lead to the list they count. What somebody may not do is not put before them. */
export function Todo({ todo, allows }: { todo: Overview['todo']; allows: Allows }) {
  const todos = allowed(allows)
    .flatMap((entry) => entry.todos)
    .sort((one, other) => one.order - other.order)
  return (
    <Card title="待办">
      <StatRow>
        {todos.map(({ label, count, urgent, open }) => {
          const waiting = count(todo)
          return (
            <Stat
              key={label}
              label={label}
              value={countText(waiting)}
              tone={urgent && waiting > 0 ? 'red' : 'ink'}
              align="center"
              below
              onClick={open}
            />
          )
        })}
      </StatRow>
    </Card>
  )
}
