import type { Allows } from '@/features/staff'
import type { PlacedEntry } from '@/merchant/entry'
import { Card, IconTile, TileGrid } from '@/ui'
import { allowed, useBadge, type Badged } from './allowed'

/** The ways to everything that can be kept in order here. */
export function Entries({ allows }: { allows: Allows }) {
  return (
    <Card className="p-merchant__entries">
      <TileGrid columns={3}>
        {allowed(allows).map((entry) =>
          entry.badge ? (
            <BadgedTile key={entry.route} entry={entry} badge={entry.badge} />
          ) : (
            <Tile key={entry.route} entry={entry} />
          ),
        )}
      </TileGrid>
    </Card>
  )
}

function Tile({ entry: { icon, label, open }, count = 0 }: { entry: PlacedEntry; count?: number }) {
  return <IconTile look="plain" icon={icon} label={label} count={count} onClick={open} />
}

function BadgedTile({ entry, badge }: Badged) {
  return <Tile entry={entry} count={useBadge(badge)} />
}
