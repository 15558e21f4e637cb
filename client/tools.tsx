// What stands beside the conversation: my link, this tab, the view of the room.
import { ThisTab } from './blocking/this-tab.tsx';
import { LinkPanel } from './controls/link-panel.tsx';
import { RoomPanel } from './controls/room-panel.tsx';

export function Tools() {
  return (
    <>
      <LinkPanel />
      <ThisTab />
      <RoomPanel />
    </>
  );
}
