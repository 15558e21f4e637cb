// The rooms this browser has been in.
import { useState } from 'preact/hooks';
import { forgetRoom, recentRooms } from '../state/recent-rooms.ts';
import { Icon } from '../ui/icons.tsx';

export function RecentRooms() {
  const [rooms, setRooms] = useState(recentRooms);
  if (rooms.length === 0) return null;
  const forget = (room: string) => {
    forgetRoom(room);
    setRooms(recentRooms());
  };
  return (
    <section class="recent" aria-labelledby="recent-title">
      <h2 class="label" id="recent-title">
        Rooms you have been in
      </h2>
      <ul>
        {rooms.slice(0, 4).map(({ room, title, at }) => (
          <li key={room}>
            <a href={`/r/${room}`}>
              <span>{title}</span>
              <span class="hint">
                {new Date(at).toLocaleDateString('en', { dateStyle: 'medium' })}
              </span>
            </a>
            <button
              type="button"
              class="button is-plain is-icon"
              aria-label={`Forget ${title}`}
              onClick={() => forget(room)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
