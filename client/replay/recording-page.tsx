// The page of a room that is a recording: nobody is in it, everybody may look.
import { useEffect, useState } from 'preact/hooks';
import { getRoom } from '../http.ts';
import { Mark } from '../ui/icons.tsx';
import { ThemeButton } from '../ui/theme-button.tsx';
import { Replay } from './replay.tsx';

export function RecordingPage({ room }: { room: string }) {
  const [title, setTitle] = useState('');
  useEffect(() => {
    void getRoom(room).then((answer) => {
      if (!answer.ok) return;
      setTitle(answer.value.title);
      document.title = `${answer.value.title} (recording) - Lightlag`;
    });
  }, []);
  return (
    <div class="recording">
      <header>
        <a class="home" href="/" aria-label="Lightlag, start page">
          <Mark />
        </a>
        <h1>{title}</h1>
        <span class="hint">a recording</span>
        <ThemeButton />
      </header>
      <main>
        <Replay source={{ room, token: undefined }} place="earth" />
      </main>
    </div>
  );
}
