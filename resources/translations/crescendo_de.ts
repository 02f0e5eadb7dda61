<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Console</name>
    <message>
        <source>No load: there is no connection</source>
        <translation>Keine Last: es gibt keine Verbindung</translation>
    </message>
    <message>
        <source>Measuring how fast a worker is</source>
        <translation>Tempo eines Workers wird gemessen</translation>
    </message>
    <message>
        <source>One worker analyses %1 s of audio a second: uploading ten clips of %2 s</source>
        <translation>Ein Worker analysiert %1 s Audio je Sekunde: zehn Clips von %2 s werden hochgeladen</translation>
    </message>
    <message>
        <source>No load: %1</source>
        <translation>Keine Last: %1</translation>
    </message>
</context>
<context>
    <name>PoolPage</name>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
</context>
<context>
    <name>ScaleControl</name>
    <message>
        <source>Scale</source>
        <translation>Skalieren</translation>
    </message>
    <message>
        <source>T&amp;est scaling…</source>
        <translation>Skalierung t&amp;esten…</translation>
    </message>
    <message>
        <source>Uploads many clips at once and shows how the pool answers</source>
        <translation>Lädt viele Clips auf einmal hoch und zeigt, wie der Pool reagiert</translation>
    </message>
    <message>
        <source>&amp;Workers</source>
        <translation>&amp;Worker</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>&amp;Hold for</source>
        <translation>Ha&amp;lten für</translation>
    </message>
    <message>
        <source>Hold for</source>
        <translation>Halten für</translation>
    </message>
    <message>
        <source>S&amp;top pool</source>
        <translation>Pool s&amp;toppen</translation>
    </message>
    <message>
        <source>&amp;Release hold</source>
        <translation>Halten a&amp;ufheben</translation>
    </message>
    <message>
        <source>&amp;Preview…</source>
        <translation>&amp;Vorschau…</translation>
    </message>
    <message>
        <source>&amp;Undo…</source>
        <translation>&amp;Rückgängig…</translation>
    </message>
</context>
<context>
    <name>crescendo::ActivityModel</name>
    <message>
        <source>all pools</source>
        <translation>alle Pools</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Why, and who</source>
        <translation>Warum und wer</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>crescendo::ActivityPage</name>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>&amp;Undo…</source>
        <translation>&amp;Rückgängig…</translation>
    </message>
    <message>
        <source>Show older</source>
        <translation>Ältere zeigen</translation>
    </message>
    <message>
        <source>Filter by pool, change, reason or result</source>
        <translation>Nach Pool, Änderung, Grund oder Ergebnis filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Nothing was changed yet. What you change on any page is listed here.</source>
        <translation>Noch wurde nichts geändert. Änderungen von allen Seiten erscheinen hier.</translation>
    </message>
    <message>
        <source>This change cannot be put back.</source>
        <translation>Diese Änderung lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>crescendo::AudioFiles</name>
    <message>
        <source>%1 is no file.</source>
        <translation>%1 ist keine Datei.</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1 ist leer.</translation>
    </message>
    <message>
        <source>%1 is no audio file (%2).</source>
        <translation>%1 ist keine Audiodatei (%2).</translation>
    </message>
    <message>
        <source>Audio (*.wav *.flac *.mp3 *.ogg *.opus *.aif *.aiff)</source>
        <translation>Audio (*.wav *.flac *.mp3 *.ogg *.opus *.aif *.aiff)</translation>
    </message>
</context>
<context>
    <name>crescendo::ChangeBatch</name>
    <message>
        <source>The pool changed meanwhile. This is what the change would do now.</source>
        <translation>Der Pool hat sich inzwischen geändert. Das würde die Änderung jetzt bewirken.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>crescendo::ChangeDialog</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Nothing would be different.</source>
        <translation>Nichts würde sich ändern.</translation>
    </message>
    <message>
        <source>The same as a command</source>
        <translation>Dasselbe als Befehl</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Reason (optional)</source>
        <translation>Grund (optional)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Another command for the same</source>
        <translation>Ein anderer Befehl für dasselbe</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Das lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>crescendo::ChangeFlow</name>
    <message>
        <source>Changes are off. Turn them on at the top of the window.</source>
        <translation>Änderungen sind aus. Oben im Fenster lassen sie sich einschalten.</translation>
    </message>
    <message>
        <source>This connection is read-only.</source>
        <translation>Diese Verbindung erlaubt nur Lesen.</translation>
    </message>
    <message>
        <source>The pool changed meanwhile. This is what the change would do now.</source>
        <translation>Der Pool hat sich inzwischen geändert. Das würde die Änderung jetzt bewirken.</translation>
    </message>
    <message>
        <source>You may not: it needs %1 on %2.</source>
        <translation>Nicht erlaubt: Dazu braucht es %1 auf %2.</translation>
    </message>
    <message>
        <source>You may not: it needs %1 on %2 in %3.</source>
        <translation>Nicht erlaubt: Dazu braucht es %1 auf %2 in %3.</translation>
    </message>
</context>
<context>
    <name>crescendo::ChangeTexts</name>
    <message>
        <source>%1 are kept for %2, whatever the load.</source>
        <translation>Für %2 gehalten, unabhängig von der Last: %1.</translation>
    </message>
    <message>
        <source>The pool goes to %1 at once.</source>
        <translation>Der Pool geht sofort auf %1.</translation>
    </message>
    <message>
        <source>The autoscaler decides again.</source>
        <translation>Der Autoscaler entscheidet wieder.</translation>
    </message>
    <message>
        <source>The next evaluation uses these values.</source>
        <translation>Die nächste Auswertung verwendet diese Werte.</translation>
    </message>
    <message>
        <source>All pools scale by themselves again.</source>
        <translation>Alle Pools skalieren wieder selbst.</translation>
    </message>
    <message>
        <source>Workers stay as they are until somebody scales them.</source>
        <translation>Die Worker bleiben, wie sie sind, bis jemand skaliert.</translation>
    </message>
    <message>
        <source>Workers finish their jobs and go. New jobs wait.</source>
        <translation>Die Worker beenden ihre Jobs und gehen. Neue Jobs warten.</translation>
    </message>
    <message>
        <source>Workers start and take up waiting jobs.</source>
        <translation>Worker starten und übernehmen wartende Jobs.</translation>
    </message>
    <message>
        <source>It finishes its job and goes.</source>
        <translation>Er beendet seinen Job und geht.</translation>
    </message>
    <message>
        <source>It waits for a worker, with fresh attempts.</source>
        <translation>Er wartet auf einen Worker, mit neuen Versuchen.</translation>
    </message>
    <message>
        <source>It is deleted with its file and its result; a worker that runs it stops.</source>
        <translation>Er wird mit Datei und Ergebnis gelöscht; ein Worker, der ihn ausführt, bricht ab.</translation>
    </message>
    <message>
        <source>the autoscaler</source>
        <translation>der Autoscaler</translation>
    </message>
    <message>
        <source>After that %1 decides again.</source>
        <translation>Danach entscheidet %1 wieder.</translation>
    </message>
    <message>
        <source>In %1, at %2, %3 decides again.</source>
        <translation>In %1 (%2) entscheidet %3 wieder.</translation>
    </message>
    <message>
        <source>Scale %1 to %2</source>
        <translation>%1 auf %2 skalieren</translation>
    </message>
    <message>
        <source>Release the hold of %1</source>
        <translation>Halten von %1 aufheben</translation>
    </message>
    <message>
        <source>Change the profile of %1</source>
        <translation>Profil von %1 ändern</translation>
    </message>
    <message>
        <source>Apply %1 to %2</source>
        <translation>%1 auf %2 anwenden</translation>
    </message>
    <message>
        <source>Turn autoscaling on</source>
        <translation>Autoscaling einschalten</translation>
    </message>
    <message>
        <source>Turn autoscaling off</source>
        <translation>Autoscaling ausschalten</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 stoppen</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Drain %1 of %2</source>
        <translation>%1 von %2 auslaufen lassen</translation>
    </message>
    <message>
        <source>Try job %1 again</source>
        <translation>Job %1 wiederholen</translation>
    </message>
    <message>
        <source>Delete job %1</source>
        <translation>Job %1 löschen</translation>
    </message>
    <message>
        <source>Scale %1 pools to %2</source>
        <translation>%1 Pools auf %2 skalieren</translation>
    </message>
    <message>
        <source>Change %1 pools</source>
        <translation>%1 Pools ändern</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nicht</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>The autoscaler will move the target again.</source>
        <translation>Der Autoscaler wird das Ziel wieder verschieben.</translation>
    </message>
    <message>
        <source>Running jobs may be cut: the platform does not tell who is busy.</source>
        <translation>Laufende Jobs können abbrechen: die Plattform meldet nicht, wer beschäftigt ist.</translation>
    </message>
    <message>
        <source>Fewer workers than the load asks for.</source>
        <translation>Weniger Worker, als die Last verlangt.</translation>
    </message>
    <message>
        <source>Zero workers need KEDA on Kubernetes; here one stays.</source>
        <translation>Null Worker gehen nur mit KEDA auf Kubernetes; hier bleibt einer.</translation>
    </message>
    <message>
        <source>The port range has no room for more workers.</source>
        <translation>Der Portbereich hat keinen Platz für weitere Worker.</translation>
    </message>
    <message>
        <source>The platform cannot show whether it took effect.</source>
        <translation>Die Plattform kann nicht zeigen, ob es wirkt.</translation>
    </message>
    <message>
        <source>Written, not confirmed: the platform does not show %1.</source>
        <translation>Geschrieben, nicht bestätigt: die Plattform zeigt %1 nicht.</translation>
    </message>
    <message>
        <source>It applies to all pools of this platform: %1.</source>
        <translation>Es gilt für alle Pools dieser Plattform: %1.</translation>
    </message>
    <message>
        <source>Begun at %1.</source>
        <translation>Begonnen: %1.</translation>
    </message>
    <message>
        <source>Done and verified at %1.</source>
        <translation>Erledigt und geprüft: %1.</translation>
    </message>
    <message>
        <source>Failed at %1.</source>
        <translation>Fehlgeschlagen: %1.</translation>
    </message>
    <message>
        <source>Refused at %1, nothing was changed.</source>
        <translation>Abgelehnt: %1, nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Interrupted at %1. It is looked up as soon as the platform answers.</source>
        <translation>Unterbrochen: %1. Das Ergebnis wird geprüft, sobald die Plattform antwortet.</translation>
    </message>
    <message>
        <source>Undone at %1.</source>
        <translation>Rückgängig gemacht: %1.</translation>
    </message>
    <message>
        <source>New workers get these limits.</source>
        <translation>Neue Worker bekommen diese Grenzen.</translation>
    </message>
    <message>
        <source>Change the limits of %1</source>
        <translation>Grenzen von %1 ändern</translation>
    </message>
    <message>
        <source>Workers that run are replaced one after the other, each once its jobs are done. A lower MaxConcurrentJobs holds for them at once.</source>
        <translation>Laufende Worker werden einer nach dem anderen ersetzt, jeder sobald seine Jobs fertig sind. Ein kleineres MaxConcurrentJobs gilt für sie sofort.</translation>
    </message>
    <message>
        <source>A worker uses %1 now: with less its jobs may run out of memory.</source>
        <translation>Ein Worker braucht gerade %1: Mit weniger kann seinen Jobs der Speicher ausgehen.</translation>
    </message>
    <message>
        <source>Accepted at %1; it was not seen in effect.</source>
        <translation>Angenommen um %1; eine Wirkung war nicht zu sehen.</translation>
    </message>
    <message>
        <source>What is too low %1 raises at its next sync, within %2.</source>
        <translation>Zu wenige erhöht %1 beim nächsten Abgleich, binnen %2.</translation>
    </message>
    <message>
        <source>%1 cuts it to its maximum at its next sync, within %2.</source>
        <translation>%1 kürzt beim nächsten Abgleich auf sein Maximum, binnen %2.</translation>
    </message>
    <message>
        <source>What is too high %1 takes down only after its scale-down window of %2, not before %3.</source>
        <translation>Zu viele nimmt %1 erst nach seinem Abwärtsfenster von %2 zurück, nicht vor %3.</translation>
    </message>
    <message>
        <source>With no workers the HPA does nothing until somebody scales up.</source>
        <translation>Ohne Worker tut der HPA nichts, bis jemand hochskaliert.</translation>
    </message>
    <message>
        <source>The pool scales by itself again.</source>
        <translation>Der Pool skaliert wieder von selbst.</translation>
    </message>
    <message>
        <source>Resume the autoscaler of %1</source>
        <translation>Autoscaler von %1 fortsetzen</translation>
    </message>
    <message>
        <source>Pause the autoscaler of %1</source>
        <translation>Autoscaler von %1 anhalten</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>The HPA goes by it at its next sync.</source>
        <translation>Der HPA richtet sich ab seinem nächsten Abgleich danach.</translation>
    </message>
    <message>
        <source>Change the HPA of %1</source>
        <translation>HPA von %1 ändern</translation>
    </message>
    <message>
        <source>An HPA has no counterpart of %1: its metrics&apos; targets decide.</source>
        <translation>Ein HPA hat keine Entsprechung von %1: die Ziele seiner Metriken entscheiden.</translation>
    </message>
    <message>
        <source>The platform would not keep %1.</source>
        <translation>Die Plattform würde %1 nicht behalten.</translation>
    </message>
    <message>
        <source>It is told to end, and another takes its place.</source>
        <translation>Er wird beendet, und ein anderer tritt an seine Stelle.</translation>
    </message>
    <message>
        <source>New pods take the place of all that there are, as the workload&apos;s strategy has it.</source>
        <translation>Neue Pods treten an die Stelle aller vorhandenen, so wie es die Strategie des Workloads vorsieht.</translation>
    </message>
    <message>
        <source>It gets no more pods, and those that it has are evicted. What a disruption budget forbids is tried again for five minutes. To undo it is to uncordon it: pods do not come back.</source>
        <translation>Er bekommt keine Pods mehr, und die er hat, werden verdrängt. Was ein Disruption Budget verbietet, wird fünf Minuten lang erneut versucht. Rückgängig machen heißt, ihn wieder freizugeben: Pods kommen nicht zurück.</translation>
    </message>
    <message>
        <source>It gets no more pods. Those that it has stay.</source>
        <translation>Er bekommt keine Pods mehr. Die er hat, bleiben.</translation>
    </message>
    <message>
        <source>It gets pods again.</source>
        <translation>Er bekommt wieder Pods.</translation>
    </message>
    <message>
        <source>Delete pod %1</source>
        <translation>Pod %1 löschen</translation>
    </message>
    <message>
        <source>Drain node %1</source>
        <translation>Knoten %1 leeren</translation>
    </message>
    <message>
        <source>Restart the pods of %1</source>
        <translation>Pods von %1 neu starten</translation>
    </message>
    <message>
        <source>Cordon node %1</source>
        <translation>Knoten %1 sperren</translation>
    </message>
    <message>
        <source>Uncordon node %1</source>
        <translation>Knoten %1 freigeben</translation>
    </message>
    <message>
        <source>Restarted</source>
        <translation>Neu gestartet</translation>
    </message>
    <message>
        <source>Cordoned</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>evicted</source>
        <translation>verdrängt</translation>
    </message>
    <message>
        <source>The data in volumes of their own (emptyDir) is lost of: %1.</source>
        <translation>Daten in eigenen Volumes (emptyDir) gehen verloren bei: %1.</translation>
    </message>
    <message>
        <source>Nothing owns these pods, so none come in their place: %1.</source>
        <translation>Diese Pods gehören zu nichts, deshalb kommen keine an ihre Stelle: %1.</translation>
    </message>
    <message>
        <source>Not yet: %1</source>
        <translation>Noch nicht: %1</translation>
    </message>
    <message>
        <source>It replaces 1 pod.</source>
        <translation>1 Pod wird ersetzt.</translation>
    </message>
    <message>
        <source>It replaces %1 pods.</source>
        <translation>%1 Pods werden ersetzt.</translation>
    </message>
    <message>
        <source>Scale %1 pools</source>
        <translation>%1 Pools skalieren</translation>
    </message>
</context>
<context>
    <name>crescendo::ChartStack</name>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Hide or show (%1); alone: double click (Alt+%1)</source>
        <translation>Aus- oder einblenden (%1); allein: Doppelklick (Alt+%1)</translation>
    </message>
</context>
<context>
    <name>crescendo::ChartTools</name>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Lowest, mean, highest and last value in the range that is shown</source>
        <translation>Kleinster, mittlerer, größter und letzter Wert im gezeigten Bereich</translation>
    </message>
    <message>
        <source>Export values…</source>
        <translation>Werte exportieren…</translation>
    </message>
    <message>
        <source>The values in the range that is shown, as a CSV file</source>
        <translation>Die Werte im gezeigten Bereich, als CSV-Datei</translation>
    </message>
    <message>
        <source>Export picture…</source>
        <translation>Bild exportieren…</translation>
    </message>
    <message>
        <source>The charts as they are shown, as a PNG file</source>
        <translation>Die Diagramme, wie sie zu sehen sind, als PNG-Datei</translation>
    </message>
    <message>
        <source>Statistics of the range that is shown</source>
        <translation>Statistik des gezeigten Bereichs</translation>
    </message>
    <message>
        <source>Export values</source>
        <translation>Werte exportieren</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>Export picture</source>
        <translation>Bild exportieren</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Nach %1 exportiert.</translation>
    </message>
    <message>
        <source>Not exported to %1. %2</source>
        <translation>Nicht nach %1 exportiert. %2</translation>
    </message>
</context>
<context>
    <name>crescendo::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>Befehl eintippen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
</context>
<context>
    <name>crescendo::ConfiguredModel</name>
    <message>
        <source>%1, edited</source>
        <translation>%1, bearbeitet</translation>
    </message>
    <message>
        <source>on this machine</source>
        <translation>auf diesem Rechner</translation>
    </message>
    <message>
        <source>%1 · read-only</source>
        <translation>%1 · nur Lesen</translation>
    </message>
    <message>
        <source>current context</source>
        <translation>aktueller Kontext</translation>
    </message>
    <message>
        <source>context %1</source>
        <translation>Kontext %1</translation>
    </message>
</context>
<context>
    <name>crescendo::ConnectionEditor</name>
    <message>
        <source>&amp;Find projects…</source>
        <translation>&amp;Projekte suchen…</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>D&amp;urchsuchen…</translation>
    </message>
    <message>
        <source>For&amp;get</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>Rea&amp;d only: nothing is changed through it</source>
        <translation>Nur &amp;lesen: nichts wird über sie geändert</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>As it is called in the navigation.</source>
        <translation>So heißt sie in der Navigation.</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Where the service answers: http://host:5000</source>
        <translation>Wo der Dienst antwortet: http://host:5000</translation>
    </message>
    <message>
        <source>Docker host</source>
        <translation>Docker-Host</translation>
    </message>
    <message>
        <source>Compose project</source>
        <translation>Compose-Projekt</translation>
    </message>
    <message>
        <source>Empty: directai.</source>
        <translation>Leer: directai.</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Einstellungsdatei</translation>
    </message>
    <message>
        <source>Of a service that is not ours: the appsettings file that profiles are written to.</source>
        <translation>Bei einem fremden Dienst: die appsettings-Datei, in die Profile geschrieben werden.</translation>
    </message>
    <message>
        <source>GPU metrics</source>
        <translation>GPU-Metriken</translation>
    </message>
    <message>
        <source>Where a DCGM exporter answers: http://host:9400/metrics. Empty: this machine&apos;s own GPUs.</source>
        <translation>Wo ein DCGM-Exporter antwortet: http://host:9400/metrics. Leer: die GPUs dieses Rechners.</translation>
    </message>
    <message>
        <source>Control token</source>
        <translation>Steuer-Token</translation>
    </message>
    <message>
        <source>unix:///… or tcp://…; empty: for a service on this machine, where docker finds it.</source>
        <translation>unix:///… oder tcp://…; leer: bei einem Dienst auf diesem Rechner dort, wo docker sucht.</translation>
    </message>
    <message>
        <source>unix:///… or tcp://…; empty: its workers are processes, not containers.</source>
        <translation>unix:///… oder tcp://…; leer: die Worker sind Prozesse, keine Container.</translation>
    </message>
    <message>
        <source>There is one in the keychain. Type another to replace it.</source>
        <translation>Im Schlüsselbund liegt einer. Ein neuer ersetzt ihn.</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keychain. Without one it can only be watched.</source>
        <translation>Liegt im Schlüsselbund des Systems. Ohne Token ist nur Beobachten möglich.</translation>
    </message>
    <message>
        <source>There is no keychain: it is forgotten with this session.</source>
        <translation>Es gibt keinen Schlüsselbund: er gilt nur bis zum Ende dieser Sitzung.</translation>
    </message>
    <message>
        <source>There is no keychain: it is kept for this session only.</source>
        <translation>Es gibt keinen Schlüsselbund: er gilt nur für diese Sitzung.</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>There is none.</source>
        <translation>Es gibt keinen.</translation>
    </message>
    <message>
        <source>Choose settings file</source>
        <translation>Einstellungsdatei auswählen</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>Einstellungen (*.json)</translation>
    </message>
    <message>
        <source>There is no Compose project on this engine.</source>
        <translation>Auf dieser Engine gibt es kein Compose-Projekt.</translation>
    </message>
    <message>
        <source>Trusted CA</source>
        <translation>Vertraute CA</translation>
    </message>
    <message>
        <source>PEM file of whoever signed the certificate of an https endpoint. Empty: the system&apos;s CAs.</source>
        <translation>PEM-Datei der Stelle, die das Zertifikat eines https-Endpunkts signiert hat. Leer: die CAs des Systems.</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>Client-Zertifikat</translation>
    </message>
    <message>
        <source>PEM file, for an https endpoint that asks for one.</source>
        <translation>PEM-Datei, für einen https-Endpunkt, der eines verlangt.</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>Client-Schlüssel</translation>
    </message>
    <message>
        <source>There is one in the keychain. Name another file to replace it.</source>
        <translation>Es liegt einer im Schlüsselbund. Eine andere Datei nennen, um ihn zu ersetzen.</translation>
    </message>
    <message>
        <source>PEM file without a passphrase. Saving keeps the key in the system&apos;s keychain.</source>
        <translation>PEM-Datei ohne Passphrase. Speichern legt den Schlüssel in den Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>Name the certificate first.</source>
        <translation>Zuerst das Zertifikat nennen.</translation>
    </message>
    <message>
        <source>Choose PEM file</source>
        <translation>PEM-Datei wählen</translation>
    </message>
    <message>
        <source>PEM (*.pem *.crt *.cer *.key);;All files (*)</source>
        <translation>PEM (*.pem *.crt *.cer *.key);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Find c&amp;ontexts…</source>
        <translation>K&amp;ontexte suchen…</translation>
    </message>
    <message>
        <source>Kubeconfig</source>
        <translation>Kubeconfig</translation>
    </message>
    <message>
        <source>Empty: found as kubectl finds it, by KUBECONFIG or in ~/.kube/config. It is never written.</source>
        <translation>Leer: gefunden wie von kubectl, über KUBECONFIG oder in ~/.kube/config. Sie wird nie geschrieben.</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Empty: the kubeconfig&apos;s current one.</source>
        <translation>Leer: der aktuelle der Kubeconfig.</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>Namespace</translation>
    </message>
    <message>
        <source>Empty: the context&apos;s, else music-platform where there is one, else default.</source>
        <translation>Leer: der des Kontexts, sonst music-platform, wo es ihn gibt, sonst default.</translation>
    </message>
    <message>
        <source>Choose kubeconfig</source>
        <translation>Kubeconfig wählen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>There is no context in this kubeconfig.</source>
        <translation>In dieser Kubeconfig ist kein Kontext.</translation>
    </message>
</context>
<context>
    <name>crescendo::ConnectionTexts</name>
    <message>
        <source>Crescendo&apos;s own service answers in %1 ms</source>
        <translation>Der Dienst von Crescendo antwortet in %1 ms</translation>
    </message>
    <message>
        <source>A service with the metrics endpoint answers in %1 ms</source>
        <translation>Ein Dienst mit dem Metrik-Endpunkt antwortet in %1 ms</translation>
    </message>
    <message>
        <source>%1; pools: %2.</source>
        <translation>%1; Pools: %2.</translation>
    </message>
    <message>
        <source>Docker engine %1.</source>
        <translation>Docker-Engine %1.</translation>
    </message>
    <message>
        <source>Its Docker engine: %1</source>
        <translation>Seine Docker-Engine: %1</translation>
    </message>
    <message>
        <source>It takes no changes: %1</source>
        <translation>Er nimmt keine Änderungen an: %1</translation>
    </message>
    <message>
        <source>no metrics endpoint found</source>
        <translation>kein Metrik-Endpunkt gefunden</translation>
    </message>
    <message>
        <source>%1 · %2 · %3 of %4 containers run</source>
        <translation>%1 · %2 · %3 von %4 Containern laufen</translation>
    </message>
    <message>
        <source>Kubernetes %1 answers in %2 ms.</source>
        <translation>Kubernetes %1 antwortet in %2 ms.</translation>
    </message>
    <message>
        <source>unsafe: nobody verifies the server</source>
        <translation>unsicher: niemand prüft den Server</translation>
    </message>
    <message>
        <source>current</source>
        <translation>aktuell</translation>
    </message>
</context>
<context>
    <name>crescendo::ConnectionsModel</name>
    <message>
        <source>Pool %1, %2 workers</source>
        <translation>Pool %1, Worker: %2</translation>
    </message>
    <message>
        <source>answers in %1</source>
        <translation>antwortet in %1</translation>
    </message>
    <message>
        <source>last heard: %1</source>
        <translation>zuletzt gehört: %1</translation>
    </message>
</context>
<context>
    <name>crescendo::ConnectionsPanel</name>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Add &amp;local platform</source>
        <translation>Lokale Plattform &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Re&amp;vert</source>
        <translation>Ve&amp;rwerfen</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>Hinzu&amp;fügen…</translation>
    </message>
    <message>
        <source>Asks the service and its engine once, and changes nothing.</source>
        <translation>Fragt den Dienst und seine Engine einmal ab und ändert nichts.</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>Neue Verbindung</translation>
    </message>
    <message>
        <source>The console&apos;s own platform</source>
        <translation>Die eigene Plattform der Konsole</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>A name and a good address are needed.</source>
        <translation>Ein Name und eine gültige Adresse sind nötig.</translation>
    </message>
    <message>
        <source>Choose a connection.</source>
        <translation>Verbindung auswählen.</translation>
    </message>
    <message>
        <source>Type its address, or find the Compose projects that run on an engine.</source>
        <translation>Adresse eintippen oder die Compose-Projekte einer Engine suchen.</translation>
    </message>
    <message>
        <source>Saved; connecting to “%1”.</source>
        <translation>Gespeichert; Verbindung zu „%1“ wird aufgebaut.</translation>
    </message>
    <message>
        <source>The token was not kept: %1</source>
        <translation>Der Token wurde nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Remove “%1”? It is stopped; its jobs and settings stay in its folder, its history and its changes in the console.</source>
        <translation>„%1“ entfernen? Die Plattform wird gestoppt; Jobs und Einstellungen bleiben in ihrem Ordner, Verlauf und Änderungen in der Konsole.</translation>
    </message>
    <message>
        <source>Remove connection</source>
        <translation>Verbindung entfernen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Removed “%1”.</source>
        <translation>„%1“ entfernt.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird abgefragt…</translation>
    </message>
    <message>
        <source>Forget token</source>
        <translation>Token vergessen</translation>
    </message>
    <message>
        <source>Delete the control token of “%1” from the keychain? It can only be watched then.</source>
        <translation>Den Steuer-Token von „%1“ aus dem Schlüsselbund löschen? Danach ist nur Beobachten möglich.</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>The key was not kept: %1</source>
        <translation>Der Schlüssel wurde nicht aufbewahrt: %1</translation>
    </message>
    <message>
        <source>Remove “%1”? Its token and its key are deleted. Its history and its changes stay.</source>
        <translation>„%1“ entfernen? Token und Schlüssel werden gelöscht. Verlauf und Änderungen bleiben.</translation>
    </message>
    <message>
        <source>Forget key</source>
        <translation>Schlüssel vergessen</translation>
    </message>
    <message>
        <source>Delete the client&apos;s key of “%1” from the keychain? Without it its certificate is of no use.</source>
        <translation>Den Client-Schlüssel von „%1“ aus dem Schlüsselbund löschen? Ohne ihn nützt das Zertifikat nichts.</translation>
    </message>
    <message>
        <source>Kubernetes cluster</source>
        <translation>Kubernetes-Cluster</translation>
    </message>
    <message>
        <source>New cluster</source>
        <translation>Neuer Cluster</translation>
    </message>
    <message>
        <source>Add &amp;cluster…</source>
        <translation>&amp;Cluster hinzufügen…</translation>
    </message>
    <message>
        <source>Choose one of the contexts of a kubeconfig.</source>
        <translation>Einen der Kontexte einer Kubeconfig wählen.</translation>
    </message>
    <message>
        <source>Remove “%1”? The kubeconfig stays as it is, and so do its history and its changes.</source>
        <translation>„%1“ entfernen? Die Kubeconfig bleibt, wie sie ist, und ebenso Verlauf und Änderungen.</translation>
    </message>
    <message>
        <source>Run a program</source>
        <translation>Programm ausführen</translation>
    </message>
    <message>
        <source>To log in, this kubeconfig runs the program below on this machine, as you. It can do whatever you can.

%1</source>
        <translation>Um sich anzumelden, führt diese Kubeconfig das folgende Programm auf diesem Rechner aus, mit Ihren Rechten. Es kann alles, was Sie können.

%1</translation>
    </message>
    <message>
        <source>&amp;Run it</source>
        <translation>&amp;Ausführen</translation>
    </message>
    <message>
        <source>Without it nobody can log in there.</source>
        <translation>Ohne dieses Programm kann sich dort niemand anmelden.</translation>
    </message>
    <message>
        <source>It is not opened unless you type its name.</source>
        <translation>Ohne ihren Namen zu tippen wird sie nicht geöffnet.</translation>
    </message>
    <message>
        <source>Unsafe connection</source>
        <translation>Unsichere Verbindung</translation>
    </message>
    <message>
        <source>Unsafe: by this kubeconfig nobody verifies that %1 is the right server. Whoever is on the way to it can read and change everything, and take your credentials.</source>
        <translation>Unsicher: Nach dieser Kubeconfig prüft niemand, ob %1 der richtige Server ist. Wer auf dem Weg dorthin sitzt, kann alles lesen und ändern und Ihre Zugangsdaten an sich nehmen.</translation>
    </message>
    <message>
        <source>Type the context’s name, %1, to open it all the same:</source>
        <translation>Um sie trotzdem zu öffnen, tippen Sie den Namen des Kontexts, %1:</translation>
    </message>
    <message>
        <source>That is not its name.</source>
        <translation>So heißt er nicht.</translation>
    </message>
</context>
<context>
    <name>crescendo::DecisionTexts</name>
    <message>
        <source>Scale up</source>
        <translation>Hochskalieren</translation>
    </message>
    <message>
        <source>Scale down</source>
        <translation>Herunterskalieren</translation>
    </message>
    <message>
        <source>Steady</source>
        <translation>Stabil</translation>
    </message>
    <message>
        <source>At the maximum</source>
        <translation>Am Maximum</translation>
    </message>
    <message>
        <source>At the minimum</source>
        <translation>Am Minimum</translation>
    </message>
    <message>
        <source>Cooldown</source>
        <translation>In der Abkühlzeit</translation>
    </message>
    <message>
        <source>Autoscaling off</source>
        <translation>Ohne Autoscaling</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Start-up</source>
        <translation>Beim Start</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Ohne Daten</translation>
    </message>
    <message>
        <source>load %1</source>
        <translation>Last %1</translation>
    </message>
    <message>
        <source>load unknown</source>
        <translation>Last unbekannt</translation>
    </message>
    <message>
        <source>would want %1</source>
        <translation>bräuchte %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>limited by MaxWorkers</source>
        <translation>begrenzt durch MaxWorkers</translation>
    </message>
    <message>
        <source>limited by MinWorkers</source>
        <translation>begrenzt durch MinWorkers</translation>
    </message>
    <message>
        <source>limited by the port range</source>
        <translation>begrenzt durch den Portbereich</translation>
    </message>
    <message>
        <source>limited by the cooldown</source>
        <translation>begrenzt durch die Abkühlzeit</translation>
    </message>
    <message>
        <source>limited by a hold</source>
        <translation>begrenzt durch Halten</translation>
    </message>
</context>
<context>
    <name>crescendo::ErrorTexts</name>
    <message>
        <source>This is not possible</source>
        <translation>Das ist nicht möglich</translation>
    </message>
    <message>
        <source>It no longer exists</source>
        <translation>Es existiert nicht mehr</translation>
    </message>
    <message>
        <source>Something else changed it meanwhile</source>
        <translation>Es wurde inzwischen anderswo geändert</translation>
    </message>
    <message>
        <source>The platform does not accept our credentials</source>
        <translation>Die Plattform nimmt die Anmeldedaten nicht an</translation>
    </message>
    <message>
        <source>This is not allowed here</source>
        <translation>Das ist hier nicht erlaubt</translation>
    </message>
    <message>
        <source>The platform cannot be reached</source>
        <translation>Die Plattform ist nicht erreichbar</translation>
    </message>
    <message>
        <source>The platform did not answer in time</source>
        <translation>Die Plattform hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>The platform answered something unreadable</source>
        <translation>Die Plattform hat etwas Unlesbares geantwortet</translation>
    </message>
    <message>
        <source>A file could not be read or written</source>
        <translation>Eine Datei ließ sich nicht lesen oder schreiben</translation>
    </message>
    <message>
        <source>Stored data is damaged</source>
        <translation>Gespeicherte Daten sind beschädigt</translation>
    </message>
    <message>
        <source>A limit is reached</source>
        <translation>Eine Grenze ist erreicht</translation>
    </message>
    <message>
        <source>The platform cannot do this</source>
        <translation>Die Plattform kann das nicht</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>Es wird von selbst erneut versucht.</translation>
    </message>
    <message>
        <source>Look at the new state and try again.</source>
        <translation>Den neuen Zustand ansehen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Check the connection&apos;s token.</source>
        <translation>Den Token der Verbindung prüfen.</translation>
    </message>
    <message>
        <source>Check free space and permissions.</source>
        <translation>Freien Platz und Rechte prüfen.</translation>
    </message>
    <message>
        <source>Check that the address is that of the platform.</source>
        <translation>Prüfen, ob die Adresse die der Plattform ist.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Start Docker, or mend the Docker host in Settings. It is tried again by itself.</source>
        <translation>Docker starten oder den Docker-Host in den Einstellungen berichtigen. Es wird von selbst wieder versucht.</translation>
    </message>
    <message>
        <source>The Docker engine cannot be reached</source>
        <translation>Die Docker-Engine ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Not logged in yet</source>
        <translation>Noch nicht angemeldet</translation>
    </message>
    <message>
        <source>It goes on by itself once that is done.</source>
        <translation>Danach geht es von selbst weiter.</translation>
    </message>
</context>
<context>
    <name>crescendo::FailureCard</name>
    <message>
        <source>Why jobs failed</source>
        <translation>Warum Jobs fehlschlugen</translation>
    </message>
    <message>
        <source>For lack of resources</source>
        <translation>Aus Mangel an Ressourcen</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>Aus anderen Gründen</translation>
    </message>
</context>
<context>
    <name>crescendo::HoldBox</name>
    <message>
        <source>No hold</source>
        <translation>Nicht halten</translation>
    </message>
</context>
<context>
    <name>crescendo::HpaDialog</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>% of what is requested</source>
        <translation>% des Angeforderten</translation>
    </message>
    <message>
        <source>on average of each pod</source>
        <translation>im Mittel je Pod</translation>
    </message>
    <message>
        <source>in all</source>
        <translation>insgesamt</translation>
    </message>
    <message>
        <source>&amp;Preview…</source>
        <translation>&amp;Vorschau…</translation>
    </message>
    <message>
        <source>Workers at least</source>
        <translation>Worker mindestens</translation>
    </message>
    <message>
        <source>Workers at most</source>
        <translation>Worker höchstens</translation>
    </message>
    <message>
        <source>Workers at &amp;least</source>
        <translation>Worker min&amp;destens</translation>
    </message>
    <message>
        <source>Workers at &amp;most</source>
        <translation>Worker &amp;höchstens</translation>
    </message>
    <message>
        <source>Target of %1</source>
        <translation>Ziel von %1</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
</context>
<context>
    <name>crescendo::HpaTexts</name>
    <message>
        <source>%1 unknown, target %2</source>
        <translation>%1 unbekannt, Ziel %2</translation>
    </message>
    <message>
        <source>%1 at %2, target %3</source>
        <translation>%1 bei %2, Ziel %3</translation>
    </message>
    <message>
        <source>no metric known</source>
        <translation>keine Metrik bekannt</translation>
    </message>
    <message>
        <source>No workers: HPA %1 does nothing until somebody scales up.</source>
        <translation>Keine Worker: HPA %1 tut nichts, bis jemand hochskaliert.</translation>
    </message>
    <message>
        <source>Scale to one or more by hand: the HPA takes over from there.</source>
        <translation>Von Hand auf einen oder mehr skalieren: Von da an übernimmt der HPA.</translation>
    </message>
    <message>
        <source>HPA %1 cannot scale: %2.</source>
        <translation>HPA %1 kann nicht skalieren: %2.</translation>
    </message>
    <message>
        <source>See whether what it scales is there.</source>
        <translation>Nachsehen, ob da ist, was er skaliert.</translation>
    </message>
    <message>
        <source>HPA %1 is not active: %2.</source>
        <translation>HPA %1 ist nicht aktiv: %2.</translation>
    </message>
    <message>
        <source>No metrics: HPA %1 keeps %2.</source>
        <translation>Keine Metriken: HPA %1 bleibt bei %2.</translation>
    </message>
    <message>
        <source>New workers are measured after a minute; else see whether the metrics server and the workers&apos; requests are there.</source>
        <translation>Neue Worker werden nach einer Minute gemessen; sonst nachsehen, ob Metrics-Server und Requests der Worker da sind.</translation>
    </message>
    <message>
        <source>Starting: %1 of %2 ready.</source>
        <translation>Startet: %1 von %2 bereit.</translation>
    </message>
    <message>
        <source>Until they are, the HPA does not count on their metrics.</source>
        <translation>Bis dahin rechnet der HPA nicht mit ihren Metriken.</translation>
    </message>
    <message>
        <source>Scaling down to %1: %2 still there.</source>
        <translation>Skaliert herunter auf %1: noch %2 da.</translation>
    </message>
    <message>
        <source>At the maximum: %1 of %2, %3.</source>
        <translation>Am Maximum (%1/%2): %3.</translation>
    </message>
    <message>
        <source>Raise the HPA&apos;s maximum, or wait for the load to fall.</source>
        <translation>Maximum des HPA erhöhen oder warten, bis die Last fällt.</translation>
    </message>
    <message>
        <source>At the minimum: %1, %2.</source>
        <translation>Am Minimum: %1, %2.</translation>
    </message>
    <message>
        <source>Fewer would do; the HPA&apos;s minimum keeps them.</source>
        <translation>Weniger würden reichen; das Minimum des HPA hält sie.</translation>
    </message>
    <message>
        <source>Scaling as fast as the HPA&apos;s behaviour allows: %1, %2.</source>
        <translation>Skaliert so schnell, wie das Verhalten des HPA erlaubt: %1, %2.</translation>
    </message>
    <message>
        <source>Holding at %1: more are wanted, within the scale-up window.</source>
        <translation>Bleibt bei %1: Mehr sind gewünscht, das Aufwärtsfenster läuft noch.</translation>
    </message>
    <message>
        <source>Holding at %1: fewer would do, but the scale-down window of %2 is not over.</source>
        <translation>Bleibt bei %1: Weniger würden reichen, aber das Abwärtsfenster von %2 läuft noch.</translation>
    </message>
    <message>
        <source>Steady at %1: %2 is unknown.</source>
        <translation>Beständig bei %1: %2 ist unbekannt.</translation>
    </message>
    <message>
        <source>Until it is known the HPA takes no workers away.</source>
        <translation>Bis es bekannt ist, nimmt der HPA keine Worker weg.</translation>
    </message>
    <message>
        <source>No decision yet: %1.</source>
        <translation>Noch keine Entscheidung: %1.</translation>
    </message>
    <message>
        <source>Steady at %1: %2.</source>
        <translation>Beständig bei %1: %2.</translation>
    </message>
    <message>
        <source>Within the tolerance of %1 the HPA does nothing.</source>
        <translation>Innerhalb der Toleranz von %1 tut der HPA nichts.</translation>
    </message>
    <message>
        <source>Above the target: more follow at its next sync.</source>
        <translation>Über dem Ziel: Mehr folgen beim nächsten Abgleich.</translation>
    </message>
    <message>
        <source>Below the target, but one fewer would be too few.</source>
        <translation>Unter dem Ziel, aber einer weniger wäre zu wenig.</translation>
    </message>
    <message>
        <source>HPA</source>
        <translation>HPA</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Metriken</translation>
    </message>
    <message>
        <source>Workers allowed</source>
        <translation>Erlaubte Worker</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>It wants</source>
        <translation>Er will</translation>
    </message>
    <message>
        <source>Scale-down window</source>
        <translation>Abwärtsfenster</translation>
    </message>
    <message>
        <source>With no workers HPA %1 does nothing until somebody scales up.</source>
        <translation>Ohne Worker tut HPA %1 nichts, bis jemand hochskaliert.</translation>
    </message>
    <message>
        <source>What is too low HPA %1 raises at its next sync; what is too high it takes down only after its scale-down window of %2.</source>
        <translation>Zu wenige erhöht HPA %1 beim nächsten Abgleich; zu viele nimmt er erst nach seinem Abwärtsfenster von %2 zurück.</translation>
    </message>
    <message>
        <source>Raise the ScaledObject&apos;s maximum, or wait for the load to fall.</source>
        <translation>Maximum des ScaledObject erhöhen oder warten, bis die Last fällt.</translation>
    </message>
    <message>
        <source>Scale-up window</source>
        <translation>Fenster nach oben</translation>
    </message>
</context>
<context>
    <name>crescendo::HpaView</name>
    <message>
        <source>Edit autoscaler (HPA)…</source>
        <translation>Autoscaler (HPA) bearbeiten…</translation>
    </message>
    <message>
        <source>Edit a&amp;utoscaler…</source>
        <translation>A&amp;utoscaler bearbeiten…</translation>
    </message>
    <message>
        <source>Autoscaler</source>
        <translation>Autoscaler</translation>
    </message>
    <message>
        <source>KEDA made it for ScaledObject %1 and would put it back.</source>
        <translation>KEDA hat ihn für ScaledObject %1 angelegt und würde ihn zurücksetzen.</translation>
    </message>
    <message>
        <source>This pool has no HPA.</source>
        <translation>Dieser Pool hat keinen HPA.</translation>
    </message>
    <message>
        <source>Its range, its targets, and how fast it may scale</source>
        <translation>Sein Bereich, seine Ziele, und wie schnell er skalieren darf</translation>
    </message>
</context>
<context>
    <name>crescendo::IndicatorCharts</name>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>Throughput, jobs / h</source>
        <translation>Durchsatz, Aufträge / h</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>Bearbeitung</translation>
    </message>
    <message>
        <source>Busy workers and failed jobs, %</source>
        <translation>Beschäftigte Worker, gescheiterte Aufträge, %</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>Scale events / h</source>
        <translation>Skalierungen / h</translation>
    </message>
    <message>
        <source>up</source>
        <translation>auf</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ab</translation>
    </message>
</context>
<context>
    <name>crescendo::IndicatorTexts</name>
    <message>
        <source>No job ended in this time.</source>
        <translation>In dieser Zeit endete kein Job.</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>im Mittel</translation>
    </message>
    <message>
        <source>p50 %1, p95 %2</source>
        <translation>p50 %1, p95 %2</translation>
    </message>
    <message>
        <source>/ h</source>
        <translation>/ h</translation>
    </message>
    <message>
        <source>%1 done</source>
        <translation>%1 erledigt</translation>
    </message>
    <message>
        <source>Nobody tells of this time who was busy, or no worker was ready.</source>
        <translation>Für diese Zeit ist nicht bekannt, wer beschäftigt war, oder kein Worker war bereit.</translation>
    </message>
    <message>
        <source>of ready workers</source>
        <translation>der bereiten Worker</translation>
    </message>
    <message>
        <source>%1 up, %2 down</source>
        <translation>%1 hoch, %2 herunter</translation>
    </message>
    <message>
        <source>none failed</source>
        <translation>keiner fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 resources, %2 other</source>
        <translation>Ressourcen: %1, andere: %2</translation>
    </message>
    <message>
        <source>Interruptions</source>
        <translation>Unterbrechungen</translation>
    </message>
    <message>
        <source>Cause not noted</source>
        <translation>Ursache nicht vermerkt</translation>
    </message>
</context>
<context>
    <name>crescendo::IndicatorTiles</name>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>Bearbeitung</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Scale events</source>
        <translation>Skalierungen</translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation>Fehlerrate</translation>
    </message>
</context>
<context>
    <name>crescendo::JobDetails</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>&amp;Try again…</source>
        <translation>&amp;Wiederholen…</translation>
    </message>
    <message>
        <source>&amp;Cancel…</source>
        <translation>&amp;Abbrechen…</translation>
    </message>
    <message>
        <source>&amp;Save result…</source>
        <translation>&amp;Ergebnis speichern…</translation>
    </message>
    <message>
        <source>Job %1</source>
        <translation>Job %1</translation>
    </message>
    <message>
        <source>No job chosen</source>
        <translation>Kein Job ausgewählt</translation>
    </message>
    <message>
        <source>Choose a job.</source>
        <translation>Job auswählen.</translation>
    </message>
    <message>
        <source>Only failed and dead jobs can be tried again.</source>
        <translation>Nur fehlgeschlagene und tote Jobs lassen sich wiederholen.</translation>
    </message>
    <message>
        <source>It waits for a worker again, with fresh attempts.</source>
        <translation>Er wartet wieder auf einen Worker, mit neuen Versuchen.</translation>
    </message>
    <message>
        <source>Delete it with its file and its result (Delete).</source>
        <translation>Mit Datei und Ergebnis löschen (Entf).</translation>
    </message>
    <message>
        <source>There is no result to save.</source>
        <translation>Es gibt kein Ergebnis zu speichern.</translation>
    </message>
    <message>
        <source>Save the result to a file.</source>
        <translation>Ergebnis in eine Datei speichern.</translation>
    </message>
</context>
<context>
    <name>crescendo::JobFilterBar</name>
    <message>
        <source>Pool</source>
        <translation>Pool</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>By number, file, worker or error</source>
        <translation>Nach Nummer, Datei, Worker oder Fehler</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>Alle %1</translation>
    </message>
    <message>
        <source>All pools</source>
        <translation>Alle Pools</translation>
    </message>
</context>
<context>
    <name>crescendo::JobTable</name>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
</context>
<context>
    <name>crescendo::JobTexts</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Length, s</source>
        <translation>Länge, s</translation>
    </message>
    <message>
        <source>Tempo, bpm</source>
        <translation>Tempo, bpm</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Failed attempts</source>
        <translation>Fehlversuche</translation>
    </message>
    <message>
        <source>Interruptions</source>
        <translation>Unterbrechungen</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Laufend</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>Tot</translation>
    </message>
    <message>
        <source>Running, %1</source>
        <translation>Läuft, %1</translation>
    </message>
    <message>
        <source>Waits to retry</source>
        <translation>Wartet auf Wiederholung</translation>
    </message>
    <message>
        <source>Its own file or parameters</source>
        <translation>Eigene Datei oder Parameter</translation>
    </message>
    <message>
        <source>Trouble of a worker</source>
        <translation>Problem eines Workers</translation>
    </message>
    <message>
        <source>Out of memory</source>
        <translation>Speicher erschöpft</translation>
    </message>
    <message>
        <source>Worker killed or lost</source>
        <translation>Worker beendet oder verloren</translation>
    </message>
    <message>
        <source>%1 at %2 bpm</source>
        <translation>%1 mit %2 bpm</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>Pool</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Beats</source>
        <translation>Schläge</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Lautheit</translation>
    </message>
    <message>
        <source>Loudness range</source>
        <translation>Lautheitsbereich</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>True peak</source>
        <translation>True Peak</translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation>Abtastrate</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Audio, %1</source>
        <translation>Audio, %1</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analyse</translation>
    </message>
</context>
<context>
    <name>crescendo::JobsModel</name>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>Pool</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
</context>
<context>
    <name>crescendo::JobsPage</name>
    <message>
        <source>Try the chosen job again…</source>
        <translation>Ausgewählten Job wiederholen…</translation>
    </message>
    <message>
        <source>Save the chosen job&apos;s result…</source>
        <translation>Ergebnis des ausgewählten Jobs speichern…</translation>
    </message>
    <message>
        <source>Cancel the chosen job…</source>
        <translation>Ausgewählten Job abbrechen…</translation>
    </message>
    <message>
        <source>This platform tells how many jobs wait and run, but not which. See the Pool page.</source>
        <translation>Diese Plattform meldet, wie viele Jobs warten und laufen, aber nicht welche. Siehe Seite „Pool“.</translation>
    </message>
    <message>
        <source>No job matches. Choose All and clear the filter to see every job.</source>
        <translation>Kein Job passt. „Alle“ wählen und den Filter leeren, um jeden Job zu sehen.</translation>
    </message>
    <message>
        <source>Save the result of job %1</source>
        <translation>Ergebnis von Job %1 speichern</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Saving the result of job %1…</source>
        <translation>Ergebnis von Job %1 wird gespeichert…</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 gespeichert.</translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation>Nicht verbunden.</translation>
    </message>
    <message>
        <source>Another change is under way.</source>
        <translation>Eine andere Änderung läuft noch.</translation>
    </message>
    <message>
        <source>No job yet. Upload a sound file as the guide does, or choose Test scaling in the menu at the top right.</source>
        <translation>Noch kein Job. Eine Audiodatei hochladen, wie die Anleitung es zeigt, oder im Menü oben rechts „Skalierung testen“ wählen.</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>The key indicators as charts, in place of the list</source>
        <translation>Die Kennzahlen als Diagramme statt der Liste</translation>
    </message>
</context>
<context>
    <name>crescendo::KedaTexts</name>
    <message>
        <source>Paused by an operator: %1, whatever the load.</source>
        <translation>Von Hand angehalten: %1, egal wie hoch die Last ist.</translation>
    </message>
    <message>
        <source>Scale by hand, or resume ScaledObject %1.</source>
        <translation>Von Hand skalieren oder ScaledObject %1 fortsetzen.</translation>
    </message>
    <message>
        <source>See whether what its triggers ask answers: %1.</source>
        <translation>Nachsehen, ob antwortet, was seine Auslöser fragen: %1.</translation>
    </message>
    <message>
        <source>ScaledObject %1 cannot scale: %2.</source>
        <translation>ScaledObject %1 kann nicht skalieren: %2.</translation>
    </message>
    <message>
        <source>Not all of ScaledObject %1 works: %2.</source>
        <translation>An ScaledObject %1 geht nicht alles: %2.</translation>
    </message>
    <message>
        <source>Falling back to %1: the triggers of ScaledObject %2 fail.</source>
        <translation>Zurück auf %1: Die Auslöser von ScaledObject %2 schlagen fehl.</translation>
    </message>
    <message>
        <source>No workers: nothing is to do.</source>
        <translation>Keine Worker: Es gibt nichts zu tun.</translation>
    </message>
    <message>
        <source>ScaledObject %1 looks every %2 and starts the first one.</source>
        <translation>ScaledObject %1 sieht alle %2 nach und startet den ersten.</translation>
    </message>
    <message>
        <source>ScaledObject %1 has no HPA yet.</source>
        <translation>ScaledObject %1 hat noch keinen HPA.</translation>
    </message>
    <message>
        <source>KEDA makes it at its next look; else see whether KEDA runs.</source>
        <translation>KEDA legt ihn beim nächsten Nachsehen an; sonst prüfen, ob KEDA läuft.</translation>
    </message>
    <message>
        <source>ScaledObject</source>
        <translation>ScaledObject</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>KEDA allows</source>
        <translation>KEDA erlaubt</translation>
    </message>
    <message>
        <source>Looks every</source>
        <translation>Sieht nach alle</translation>
    </message>
    <message>
        <source>Cooldown before the last one goes</source>
        <translation>Abkühlzeit, bevor der letzte geht</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1, %2 while idle</source>
        <translation>%1, im Leerlauf %2</translation>
    </message>
    <message>
        <source>yes, at %1</source>
        <translation>ja, bei %1</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>scaling up</source>
        <translation>Hochskalieren</translation>
    </message>
    <message>
        <source>scaling down</source>
        <translation>Herunterskalieren</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>It stays: ScaledObject %1 is paused.</source>
        <translation>Es bleibt dabei: ScaledObject %1 ist angehalten.</translation>
    </message>
    <message>
        <source>What is too low ScaledObject %1 raises within %2; what is too high it takes down later.</source>
        <translation>Was zu wenig ist, hebt ScaledObject %1 innerhalb von %2 an; was zu viel ist, senkt es später.</translation>
    </message>
</context>
<context>
    <name>crescendo::LegendButton</name>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
</context>
<context>
    <name>crescendo::LevelChips</name>
    <message>
        <source>&amp;Errors</source>
        <translation>&amp;Fehler</translation>
    </message>
    <message>
        <source>&amp;Warnings</source>
        <translation>&amp;Warnungen</translation>
    </message>
    <message>
        <source>&amp;Info</source>
        <translation>&amp;Info</translation>
    </message>
    <message>
        <source>&amp;Debug</source>
        <translation>&amp;Debug</translation>
    </message>
    <message>
        <source>&amp;Other</source>
        <translation>S&amp;onstige</translation>
    </message>
    <message>
        <source>Lines that do not say their level</source>
        <translation>Zeilen ohne Angabe einer Stufe</translation>
    </message>
</context>
<context>
    <name>crescendo::LimitsDialog</name>
    <message>
        <source>&amp;Preview…</source>
        <translation>&amp;Vorschau…</translation>
    </message>
    <message>
        <source>Jobs at a time</source>
        <translation>Jobs gleichzeitig</translation>
    </message>
    <message>
        <source>Memory in MiB</source>
        <translation>Speicher in MiB</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>&amp;Jobs at a time</source>
        <translation>&amp;Jobs gleichzeitig</translation>
    </message>
    <message>
        <source>&amp;Memory of each worker</source>
        <translation>&amp;Speicher je Worker</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>The least is %1.</source>
        <translation>Mindestens %1.</translation>
    </message>
</context>
<context>
    <name>crescendo::LoadCurve</name>
    <message>
        <source>Workers by load</source>
        <translation>Worker nach Last</translation>
    </message>
    <message>
        <source>Load %1: workers %2</source>
        <translation>Last %1: Worker %2</translation>
    </message>
    <message>
        <source>Load %1: workers %2 while it rises, %3 while it falls</source>
        <translation>Last %1: Worker %2 beim Steigen, %3 beim Fallen</translation>
    </message>
    <message>
        <source>The curve appears once the values agree.</source>
        <translation>Die Kurve erscheint, sobald die Werte zusammenpassen.</translation>
    </message>
    <message>
        <source>load: jobs pending and running</source>
        <translation>Last: wartende und laufende Jobs</translation>
    </message>
    <message>
        <source>%1 now: load %2, workers %3</source>
        <translation>%1 jetzt: Last %2, Worker %3</translation>
    </message>
    <message>
        <source>while load rises (from %1)</source>
        <translation>bei steigender Last (ab %1)</translation>
    </message>
    <message>
        <source>while it falls (down to %1)</source>
        <translation>bei fallender Last (bis %1)</translation>
    </message>
    <message>
        <source>live</source>
        <translation>aktiv</translation>
    </message>
</context>
<context>
    <name>crescendo::LogFeed</name>
    <message>
        <source>It is read again from here on.</source>
        <translation>Ab hier wird wieder gelesen.</translation>
    </message>
    <message>
        <source>Who writes this log has ended. It is looked for again by itself.</source>
        <translation>Der Schreiber dieses Logs ist beendet. Er wird von selbst wieder gesucht.</translation>
    </message>
</context>
<context>
    <name>crescendo::LogStatus</name>
    <message>
        <source>%1 of %2 lines.</source>
        <translation>%1 von %2 Zeilen.</translation>
    </message>
    <message>
        <source>The %1 oldest had to go.</source>
        <translation>Die ältesten %1 wurden verworfen.</translation>
    </message>
    <message>
        <source>There is no log. A platform&apos;s logs come from its service, or from the Docker engine that runs its containers: name the engine in the connection&apos;s settings.</source>
        <translation>Es gibt kein Log. Logs einer Plattform kommen von ihrem Dienst oder von der Docker-Engine, die ihre Container betreibt: die Engine in den Einstellungen der Verbindung angeben.</translation>
    </message>
    <message>
        <source>Nothing was written yet. Lines appear as they are written.</source>
        <translation>Noch wurde nichts geschrieben. Zeilen erscheinen, sobald sie geschrieben werden.</translation>
    </message>
    <message>
        <source>No line matches the filter and the levels. Clear the filter to see all.</source>
        <translation>Keine Zeile passt zu Filter und Stufen. Den Filter leeren, um alle zu sehen.</translation>
    </message>
    <message>
        <source>This filter is no regular expression: %1 at character %2.</source>
        <translation>Dieser Filter ist kein regulärer Ausdruck: %1 bei Zeichen %2.</translation>
    </message>
</context>
<context>
    <name>crescendo::LogTexts</name>
    <message>
        <source>debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>crescendo::LogsPage</name>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter: a word or a regular expression</source>
        <translation>Filter: ein Wort oder ein regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Search in the lines that are shown (Ctrl+F)</source>
        <translation>In den gezeigten Zeilen suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Keep the lines still; what comes meanwhile is shown afterwards (Ctrl+Shift+P)</source>
        <translation>Die Zeilen anhalten; was inzwischen kommt, erscheint danach (Strg+Umschalt+P)</translation>
    </message>
    <message>
        <source>Save the lines that are shown (Ctrl+Shift+S)</source>
        <translation>Die gezeigten Zeilen speichern (Strg+Umschalt+S)</translation>
    </message>
    <message>
        <source>Go to the end and follow it (End)</source>
        <translation>Zum Ende gehen und ihm folgen (Ende)</translation>
    </message>
    <message>
        <source>Search in the log</source>
        <translation>Im Log suchen</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>End the search</source>
        <translation>Suche beenden</translation>
    </message>
    <message>
        <source>Pause the log</source>
        <translation>Log anhalten</translation>
    </message>
    <message>
        <source>Save the log…</source>
        <translation>Log speichern…</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Lines copied: the first %1. Save them as a file to have all.</source>
        <translation>Kopierte Zeilen: die ersten %1. Alle gibt es mit Speichern als Datei.</translation>
    </message>
    <message>
        <source>Lines copied: %1.</source>
        <translation>Kopierte Zeilen: %1.</translation>
    </message>
    <message>
        <source>log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Log speichern</translation>
    </message>
    <message>
        <source>Logs (*.log);;All files (*)</source>
        <translation>Logs (*.log);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Als %1 gespeichert.</translation>
    </message>
    <message>
        <source>New lines below: %1</source>
        <translation>Neue Zeilen unten: %1</translation>
    </message>
    <message>
        <source>Paused: %1 new lines wait.</source>
        <translation>Angehalten: %1 neue Zeilen warten.</translation>
    </message>
</context>
<context>
    <name>crescendo::MainWindow</name>
    <message>
        <source>&amp;System theme</source>
        <translation>Design wie &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>&amp;Helles Design</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>&amp;Dunkles Design</translation>
    </message>
    <message>
        <source>Crescendo</source>
        <translation>Crescendo</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>&amp;Befehle…</translation>
    </message>
    <message>
        <source>Save &amp;picture…</source>
        <translation>Bild s&amp;peichern…</translation>
    </message>
    <message>
        <source>&amp;Test scaling…</source>
        <translation>Skalierung &amp;testen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Keine Verbindung</translation>
    </message>
    <message>
        <source>Add one on the page Settings: the console&apos;s own platform, or any service.</source>
        <translation>Auf der Seite „Einstellungen“ eine hinzufügen: die eigene Plattform der Konsole oder einen beliebigen Dienst.</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindung zu %1 wird aufgebaut</translation>
    </message>
    <message>
        <source>%1 shows no such pool</source>
        <translation>%1 zeigt keinen solchen Pool</translation>
    </message>
    <message>
        <source>Its pools appear as soon as it answers.</source>
        <translation>Die Pools erscheinen, sobald die Plattform antwortet.</translation>
    </message>
    <message>
        <source>Choose another one on the left.</source>
        <translation>Links einen anderen auswählen.</translation>
    </message>
    <message>
        <source>Go to pool %1 of %2</source>
        <translation>Gehe zu Pool %1 von %2</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 gespeichert.</translation>
    </message>
    <message>
        <source>The picture cannot be written to %1.</source>
        <translation>Das Bild lässt sich nicht nach %1 schreiben.</translation>
    </message>
</context>
<context>
    <name>crescendo::Navigation</name>
    <message>
        <source>Connections and pools</source>
        <translation>Verbindungen und Pools</translation>
    </message>
    <message>
        <source>Crescendo</source>
        <translation>Crescendo</translation>
    </message>
    <message>
        <source>CONNECTIONS</source>
        <translation>VERBINDUNGEN</translation>
    </message>
    <message>
        <source>WORK</source>
        <translation>ARBEIT</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>crescendo::Navigator</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>Pool</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Nodes</translation>
    </message>
</context>
<context>
    <name>crescendo::NodeTexts</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Nicht bereit</translation>
    </message>
    <message>
        <source>Cordoned</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
</context>
<context>
    <name>crescendo::NodesModel</name>
    <message>
        <source>Node</source>
        <translation>Node</translation>
    </message>
    <message>
        <source>Node pool</source>
        <translation>Node-Pool</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Pods</source>
        <translation>Pods</translation>
    </message>
    <message>
        <source>Taints</source>
        <translation>Taints</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>What its pods request, of what it has for them</source>
        <translation>Was seine Pods anfordern, von dem, was er für sie hat</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
</context>
<context>
    <name>crescendo::NodesPage</name>
    <message>
        <source>Nodes</source>
        <translation>Nodes</translation>
    </message>
    <message>
        <source>Filter by name, node pool, state or label, as in accelerator=nvidia</source>
        <translation>Nach Name, Node-Pool, Zustand oder Label filtern, etwa accelerator=nvidia</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>No nodes: none of the connections is a cluster that shows them.</source>
        <translation>Keine Nodes: Keine der Verbindungen ist ein Cluster, der sie zeigt.</translation>
    </message>
    <message>
        <source>&amp;Drain…</source>
        <translation>&amp;Leeren…</translation>
    </message>
    <message>
        <source>D&amp;escribe…</source>
        <translation>B&amp;eschreiben…</translation>
    </message>
    <message>
        <source>Applying…</source>
        <translation>Wird angewandt…</translation>
    </message>
    <message>
        <source>Choose a node.</source>
        <translation>Einen Knoten wählen.</translation>
    </message>
    <message>
        <source>Its pods go elsewhere, as far as their disruption budgets let them.</source>
        <translation>Seine Pods ziehen um, soweit ihre Disruption Budgets es zulassen.</translation>
    </message>
    <message>
        <source>Its YAML and its events</source>
        <translation>YAML und Ereignisse</translation>
    </message>
    <message>
        <source>Un&amp;cordon…</source>
        <translation>Fr&amp;eigeben…</translation>
    </message>
    <message>
        <source>&amp;Cordon…</source>
        <translation>&amp;Sperren…</translation>
    </message>
    <message>
        <source>It gets pods again.</source>
        <translation>Er bekommt wieder Pods.</translation>
    </message>
    <message>
        <source>It gets no more pods; those that it has stay.</source>
        <translation>Er bekommt keine Pods mehr; die er hat, bleiben.</translation>
    </message>
</context>
<context>
    <name>crescendo::NoticeTexts</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1: the autoscaler is degraded</source>
        <translation>%1: der Autoscaler ist gestört</translation>
    </message>
    <message>
        <source>%1 is lost</source>
        <translation>Verbindung zu %1 verloren</translation>
    </message>
    <message>
        <source>It is tried again by itself; what it did meanwhile may show as a gap.</source>
        <translation>Es wird von selbst erneut versucht; die Zwischenzeit kann als Lücke erscheinen.</translation>
    </message>
    <message>
        <source>%1: %2 jobs wait</source>
        <translation>%1: %2 Jobs warten</translation>
    </message>
    <message>
        <source>Ready: %1</source>
        <translation>Bereit: %1</translation>
    </message>
    <message>
        <source>How many workers are ready is not known</source>
        <translation>Wie viele Worker bereit sind, ist nicht bekannt</translation>
    </message>
</context>
<context>
    <name>crescendo::ObjectDialog</name>
    <message>
        <source>YAML</source>
        <translation>YAML</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>The cluster is asked…</source>
        <translation>Der Cluster wird gefragt…</translation>
    </message>
    <message>
        <source>As it was at %1. Values of variables that may be secrets are not shown.</source>
        <translation>Stand von %1. Werte von Variablen, die geheim sein können, werden nicht gezeigt.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Copy YAML</source>
        <translation>YAML &amp;kopieren</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>Sch&amp;ließen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not there.</source>
        <translation>„%1“ kommt nicht vor.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
</context>
<context>
    <name>crescendo::ObjectTexts</name>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>(%1 times)</source>
        <translation>(%1-mal)</translation>
    </message>
    <message>
        <source>None that the cluster remembers.</source>
        <translation>Keine, an die der Cluster sich erinnert.</translation>
    </message>
</context>
<context>
    <name>crescendo::OverviewModel</name>
    <message>
        <source>%1 busy</source>
        <translation>%1 beschäftigt</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>Pool</translation>
    </message>
    <message>
        <source>What it does, and why</source>
        <translation>Was er tut und warum</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Autoscaler</source>
        <translation>Autoscaler</translation>
    </message>
</context>
<context>
    <name>crescendo::OverviewPage</name>
    <message>
        <source>Pools</source>
        <translation>Pools</translation>
    </message>
    <message>
        <source>A change is on its way.</source>
        <translation>Eine Änderung läuft noch.</translation>
    </message>
    <message>
        <source>%1 is read-only.</source>
        <translation>%1 erlaubt nur Lesen.</translation>
    </message>
    <message>
        <source>The Docker engine of the workers of %1 is not known.</source>
        <translation>Die Docker-Engine der Worker von %1 ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Choose pools in the table; Ctrl or Shift takes several.</source>
        <translation>Pools in der Tabelle auswählen; mehrere mit Strg oder Umschalt.</translation>
    </message>
    <message>
        <source>&amp;Scale 1 pool…</source>
        <translation>1 Pool &amp;skalieren…</translation>
    </message>
    <message>
        <source>&amp;Scale %1 pools…</source>
        <translation>%1 Pools &amp;skalieren…</translation>
    </message>
    <message>
        <source>Ctrl or Shift takes several.</source>
        <translation>Mehrere mit Strg oder Umschalt.</translation>
    </message>
    <message>
        <source>Scale %1</source>
        <translation>%1 skalieren</translation>
    </message>
    <message>
        <source>Scale %1 pools</source>
        <translation>%1 Pools skalieren</translation>
    </message>
    <message>
        <source>&amp;Scale pools…</source>
        <translation>Pools &amp;skalieren…</translation>
    </message>
    <message>
        <source>There is no connection. Add one in Settings.</source>
        <translation>Es gibt keine Verbindung. In den Einstellungen lässt sich eine hinzufügen.</translation>
    </message>
    <message>
        <source>No pool is known yet. The navigation tells the state of each connection.</source>
        <translation>Noch ist kein Pool bekannt. Die Navigation zeigt den Zustand jeder Verbindung.</translation>
    </message>
    <message>
        <source>%1 to %2 by its profile</source>
        <translation>%1 bis %2 laut Profil</translation>
    </message>
</context>
<context>
    <name>crescendo::PoolCharts</name>
    <message>
        <source>Queue depth</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>running</source>
        <translation>laufend</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>scale up at %1</source>
        <translation>hoch ab %1</translation>
    </message>
    <message>
        <source>scale down at %1</source>
        <translation>herunter bis %1</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>desired</source>
        <translation>Soll</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>min–max</source>
        <translation>Min–Max</translation>
    </message>
    <message>
        <source>CPU and memory, % of limit</source>
        <translation>CPU und Speicher, % der Grenze</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>GPU, % busy</source>
        <translation>GPU, % Auslastung</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Crescendo was not running</source>
        <translation>Crescendo lief nicht</translation>
    </message>
</context>
<context>
    <name>crescendo::PoolMarks</name>
    <message>
        <source>hold</source>
        <translation>halten</translation>
    </message>
    <message>
        <source>hold until %1</source>
        <translation>halten bis %1</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 (von %2)</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
</context>
<context>
    <name>crescendo::PoolPage</name>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>Applying…</source>
        <translation>Wird angewendet…</translation>
    </message>
    <message>
        <source>Limits of %1 workers</source>
        <translation>Grenzen der Worker von %1</translation>
    </message>
    <message>
        <source>Autoscaler of %1</source>
        <translation>Autoscaler von %1</translation>
    </message>
</context>
<context>
    <name>crescendo::PoolTiles</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
</context>
<context>
    <name>crescendo::PreferencesPanel</name>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The language changes with the next start.</source>
        <translation>Die Sprache ändert sich mit dem nächsten Start.</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Show each change and ask first</source>
        <translation>Jede Änderung zeigen und erst fragen</translation>
    </message>
    <message>
        <source>Begin read-only</source>
        <translation>Nur zum Lesen starten</translation>
    </message>
    <message>
        <source>At each start, whatever it was last.</source>
        <translation>Bei jedem Start, egal wie zuletzt.</translation>
    </message>
    <message>
        <source>Notify me when</source>
        <translation>Benachrichtigen, wenn</translation>
    </message>
    <message>
        <source>a connection is lost</source>
        <translation>eine Verbindung abreißt</translation>
    </message>
    <message>
        <source>a change fails</source>
        <translation>eine Änderung fehlschlägt</translation>
    </message>
    <message>
        <source>an autoscaler is degraded</source>
        <translation>ein Autoscaler gestört ist</translation>
    </message>
    <message>
        <source>a pool scales</source>
        <translation>ein Pool skaliert</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Aufbewahren</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>eine Woche</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 Tage</translation>
    </message>
    <message>
        <source>a year</source>
        <translation>ein Jahr</translation>
    </message>
    <message>
        <source>The journal of changes is kept for ever.</source>
        <translation>Das Journal der Änderungen bleibt für immer.</translation>
    </message>
    <message>
        <source>The console&apos;s own platform</source>
        <translation>Die eigene Plattform der Konsole</translation>
    </message>
    <message>
        <source>Leave it running without the console</source>
        <translation>Ohne die Konsole weiterlaufen lassen</translation>
    </message>
    <message>
        <source>From its next start on.</source>
        <translation>Ab ihrem nächsten Start.</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>Keep less history</source>
        <translation>Weniger Verlauf behalten</translation>
    </message>
    <message>
        <source>What is older or beyond the new bound is deleted within a minute, for good.</source>
        <translation>Was älter ist oder die neue Grenze übersteigt, wird binnen einer Minute endgültig gelöscht.</translation>
    </message>
    <message>
        <source>&amp;Keep less</source>
        <translation>&amp;Weniger behalten</translation>
    </message>
    <message>
        <source>Off: one key makes it. Activity tells which can be undone.</source>
        <translation>Aus: Eine Taste genügt. Die Aktivität zeigt, was sich zurücknehmen lässt.</translation>
    </message>
    <message>
        <source>a queue is long</source>
        <translation>eine Warteschlange lang ist</translation>
    </message>
    <message>
        <source>Waiting jobs</source>
        <translation>Wartende Jobs</translation>
    </message>
</context>
<context>
    <name>crescendo::PresetPanel</name>
    <message>
        <source>Presets (*.json)</source>
        <translation>Vorlagen (*.json)</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>%1 Kopie</translation>
    </message>
    <message>
        <source>%1 copy %2</source>
        <translation>%1 Kopie %2</translation>
    </message>
    <message>
        <source>%1 is left out: %2.</source>
        <translation>%1 wird ausgelassen: %2.</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>Live: %1</source>
        <translation>Aktiv: %1</translation>
    </message>
    <message>
        <source>Only your own presets can be renamed and deleted.</source>
        <translation>Nur eigene Vorlagen lassen sich umbenennen und löschen.</translation>
    </message>
    <message>
        <source>Save preset as</source>
        <translation>Vorlage speichern als</translation>
    </message>
    <message>
        <source>Saved “%1”.</source>
        <translation>„%1“ gespeichert.</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Vorlage</translation>
    </message>
    <message>
        <source>Rename preset</source>
        <translation>Vorlage umbenennen</translation>
    </message>
    <message>
        <source>Delete preset</source>
        <translation>Vorlage löschen</translation>
    </message>
    <message>
        <source>Delete “%1”? Its file is removed. Pools keep the values that they have.</source>
        <translation>„%1“ löschen? Die Datei wird entfernt. Pools behalten ihre Werte.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Deleted “%1”.</source>
        <translation>„%1“ gelöscht.</translation>
    </message>
    <message>
        <source>Import preset</source>
        <translation>Vorlage importieren</translation>
    </message>
    <message>
        <source>Import preset as</source>
        <translation>Vorlage importieren als</translation>
    </message>
    <message>
        <source>Export preset</source>
        <translation>Vorlage exportieren</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Nach %1 exportiert.</translation>
    </message>
</context>
<context>
    <name>crescendo::PresetsModel</name>
    <message>
        <source>%1, edited</source>
        <translation>%1, bearbeitet</translation>
    </message>
    <message>
        <source>What is live now</source>
        <translation>Was jetzt aktiv ist</translation>
    </message>
    <message>
        <source>Built in; save it under another name to change it</source>
        <translation>Mitgeliefert; zum Ändern unter anderem Namen speichern</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Eigene</translation>
    </message>
</context>
<context>
    <name>crescendo::ProfileEditor</name>
    <message>
        <source>Scale b&amp;y itself</source>
        <translation>Selbst s&amp;kalieren</translation>
    </message>
    <message>
        <source>Off: workers stay as they are, whatever the load.</source>
        <translation>Aus: die Worker bleiben, wie sie sind, egal welche Last.</translation>
    </message>
    <message>
        <source>Minimum workers</source>
        <translation>Worker mindestens</translation>
    </message>
    <message>
        <source>Maximum workers</source>
        <translation>Worker höchstens</translation>
    </message>
    <message>
        <source>Scale up from load</source>
        <translation>Hochskalieren ab Last</translation>
    </message>
    <message>
        <source>Scale down from load</source>
        <translation>Herunterskalieren bis Last</translation>
    </message>
    <message>
        <source>Cooldown, seconds</source>
        <translation>Abkühlzeit, Sekunden</translation>
    </message>
</context>
<context>
    <name>crescendo::ProfilePoolsModel</name>
    <message>
        <source>What the last hour&apos;s queue would have done to the pool, with the profile that is live and with this one</source>
        <translation>Was die Warteschlange der letzten Stunde mit dem Pool gemacht hätte, mit dem aktiven Profil und mit diesem</translation>
    </message>
    <message>
        <source>Apply to</source>
        <translation>Anwenden auf</translation>
    </message>
    <message>
        <source>Right now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Differs from live in</source>
        <translation>Weicht ab in</translation>
    </message>
    <message>
        <source>Scale events an hour</source>
        <translation>Skalierungen je Stunde</translation>
    </message>
</context>
<context>
    <name>crescendo::ProfileTexts</name>
    <message>
        <source>quick, may flap</source>
        <translation>schnell, kann flattern</translation>
    </message>
    <message>
        <source>between two actions</source>
        <translation>zwischen zwei Aktionen</translation>
    </message>
    <message>
        <source>stable, slower to react</source>
        <translation>stabil, reagiert langsamer</translation>
    </message>
    <message>
        <source>no load between: may flap</source>
        <translation>keine Last dazwischen: kann flattern</translation>
    </message>
    <message>
        <source>a gap of %1 steadies it</source>
        <translation>ein Abstand von %1 beruhigt</translation>
    </message>
    <message>
        <source>own values</source>
        <translation>angepasst</translation>
    </message>
    <message>
        <source>%1–%2 workers, up ≥ %3, down ≤ %4, cooldown %5</source>
        <translation>%1–%2 Worker, hoch ≥ %3, herunter ≤ %4, Abkühlzeit %5</translation>
    </message>
    <message>
        <source>always running</source>
        <translation>laufen immer</translation>
    </message>
    <message>
        <source>hard limit</source>
        <translation>feste Grenze</translation>
    </message>
    <message>
        <source>pending + running jobs</source>
        <translation>wartende + laufende Jobs</translation>
    </message>
</context>
<context>
    <name>crescendo::ProfileView</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Schwellen</translation>
    </message>
    <message>
        <source>Cooldown</source>
        <translation>Abkühlzeit</translation>
    </message>
    <message>
        <source>Autoscaling</source>
        <translation>Autoscaling</translation>
    </message>
    <message>
        <source>Turn autoscaling off…</source>
        <translation>Autoscaling ausschalten…</translation>
    </message>
    <message>
        <source>Turn autoscaling on…</source>
        <translation>Autoscaling einschalten…</translation>
    </message>
    <message>
        <source>Turn o&amp;ff…</source>
        <translation>Aus&amp;schalten…</translation>
    </message>
    <message>
        <source>Turn o&amp;n…</source>
        <translation>Ei&amp;nschalten…</translation>
    </message>
    <message>
        <source>For all pools of this platform</source>
        <translation>Für alle Pools dieser Plattform</translation>
    </message>
    <message>
        <source>The settings file of this platform&apos;s service is not known.</source>
        <translation>Die Einstellungsdatei des Dienstes dieser Plattform ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The platform does not tell whether it is on.</source>
        <translation>Die Plattform meldet nicht, ob es an ist.</translation>
    </message>
    <message>
        <source>not told by the platform</source>
        <translation>von der Plattform nicht gemeldet</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>up %1 %2, down %3 %4</source>
        <translation>auf %1 %2, ab %3 %4</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Jobs per worker</source>
        <translation>Jobs je Worker</translation>
    </message>
    <message>
        <source>Memory per worker</source>
        <translation>Speicher je W.</translation>
    </message>
    <message>
        <source>Change the limits of workers (MaxConcurrentJobs, memory)…</source>
        <translation>Grenzen der Worker ändern (MaxConcurrentJobs, Speicher)…</translation>
    </message>
    <message>
        <source>Change li&amp;mits…</source>
        <translation>&amp;Grenzen ändern…</translation>
    </message>
    <message>
        <source>How many jobs a worker takes at a time, and its memory</source>
        <translation>Wie viele Jobs ein Worker gleichzeitig nimmt, und sein Speicher</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>Pause the ScaledObject…</source>
        <translation>ScaledObject anhalten…</translation>
    </message>
    <message>
        <source>Resume the ScaledObject…</source>
        <translation>ScaledObject fortsetzen…</translation>
    </message>
    <message>
        <source>&amp;Pause…</source>
        <translation>An&amp;halten…</translation>
    </message>
    <message>
        <source>&amp;Resume…</source>
        <translation>&amp;Fortsetzen…</translation>
    </message>
    <message>
        <source>KEDA scales this pool only while it is not paused</source>
        <translation>KEDA skaliert diesen Pool nur, solange es nicht angehalten ist</translation>
    </message>
    <message>
        <source>ScaledObject</source>
        <translation>ScaledObject</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
</context>
<context>
    <name>crescendo::ProfilesPage</name>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;als…</translation>
    </message>
    <message>
        <source>&amp;Put back</source>
        <translation>Ver&amp;werfen</translation>
    </message>
    <message>
        <source>Pools</source>
        <translation>Pools</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Wozu sie dient</translation>
    </message>
    <message>
        <source>The queue is taken as it was: how much faster or slower other workers would have drained it is not known.</source>
        <translation>Die Warteschlange wird genommen, wie sie war: um wie viel schneller oder langsamer andere Worker sie abgearbeitet hätten, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Where workers come to rest while the load stays; one decision need not take them there at once.</source>
        <translation>Wo die Zahl der Worker bei gleicher Last zur Ruhe kommt; eine einzelne Entscheidung muss nicht gleich dorthin führen.</translation>
    </message>
    <message>
        <source>Workers by load</source>
        <translation>Worker nach Last</translation>
    </message>
    <message>
        <source>This one cannot be changed; save it under another name.</source>
        <translation>Diese lässt sich nicht ändern; unter anderem Namen speichern.</translation>
    </message>
    <message>
        <source>Correct the values first.</source>
        <translation>Erst die Werte korrigieren.</translation>
    </message>
    <message>
        <source>Nothing was edited.</source>
        <translation>Nichts wurde bearbeitet.</translation>
    </message>
    <message>
        <source>App&amp;ly to 1 pool…</source>
        <translation>Auf 1 Pool a&amp;nwenden…</translation>
    </message>
    <message>
        <source>App&amp;ly to %1 pools…</source>
        <translation>Auf %1 Pools a&amp;nwenden…</translation>
    </message>
    <message>
        <source>A change is on its way.</source>
        <translation>Eine Änderung läuft noch.</translation>
    </message>
    <message>
        <source>Check the pools that it is for.</source>
        <translation>Die Pools ankreuzen, für die es gilt.</translation>
    </message>
    <message>
        <source>These values are live already.</source>
        <translation>Diese Werte sind schon aktiv.</translation>
    </message>
</context>
<context>
    <name>crescendo::RangePopup</name>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>From must be before To.</source>
        <translation>Von muss vor Bis liegen.</translation>
    </message>
</context>
<context>
    <name>crescendo::Readings</name>
    <message>
        <source>The platform does not tell the queue.</source>
        <translation>Die Plattform meldet die Warteschlange nicht.</translation>
    </message>
    <message>
        <source>job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>%1 pending, %2 running</source>
        <translation>%1 wartend, %2 laufend</translation>
    </message>
    <message>
        <source>The platform does not tell its workers.</source>
        <translation>Die Plattform meldet ihre Worker nicht.</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>%1 starting</source>
        <translation>%1 im Start</translation>
    </message>
    <message>
        <source>%1 leaving</source>
        <translation>%1 gehen noch</translation>
    </message>
    <message>
        <source>all ready</source>
        <translation>alle bereit</translation>
    </message>
    <message>
        <source>%1, min %2, max %3</source>
        <translation>%1, min. %2, max. %3</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>The platform does not tell who is busy.</source>
        <translation>Die Plattform meldet nicht, wer beschäftigt ist.</translation>
    </message>
    <message>
        <source>No worker is ready.</source>
        <translation>Kein Worker ist bereit.</translation>
    </message>
    <message>
        <source>%1 of %2 ready</source>
        <translation>%1 von %2 bereiten</translation>
    </message>
    <message>
        <source>No CPU reading.</source>
        <translation>Kein CPU-Messwert.</translation>
    </message>
    <message>
        <source>cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>limit unknown</source>
        <translation>Grenze unbekannt</translation>
    </message>
    <message>
        <source>%1 of %2 cores</source>
        <translation>%1 von %2 Kernen</translation>
    </message>
    <message>
        <source>No memory reading.</source>
        <translation>Kein Speicher-Messwert.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>busy, %1 used</source>
        <translation>ausgelastet, %1 belegt</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>ausgelastet</translation>
    </message>
    <message>
        <source>Nobody tells of this connection&apos;s GPUs.</source>
        <translation>Zu den GPUs dieser Verbindung gibt es keine Angaben.</translation>
    </message>
    <message>
        <source>It computes on no GPU.</source>
        <translation>Er rechnet auf keiner GPU.</translation>
    </message>
    <message>
        <source>The exporter does not tell which worker computes.</source>
        <translation>Der Exporter meldet nicht, welcher Worker rechnet.</translation>
    </message>
    <message>
        <source>CPU %1 of %2 · memory %3 of %4 · load %5</source>
        <translation>CPU %1 (%2) · Speicher %3 von %4 · Systemlast %5</translation>
    </message>
    <message>
        <source>Let a worker take fewer jobs at a time, or more memory: Change limits.</source>
        <translation>Einem Worker weniger Jobs gleichzeitig geben, oder mehr Speicher: Grenzen ändern.</translation>
    </message>
    <message>
        <source>No GPU found.</source>
        <translation>Keine GPU gefunden.</translation>
    </message>
    <message>
        <source>No GPU reading.</source>
        <translation>Kein GPU-Messwert.</translation>
    </message>
</context>
<context>
    <name>crescendo::RolloutTexts</name>
    <message>
        <source>all up to date</source>
        <translation>alle aktuell</translation>
    </message>
    <message>
        <source>about to begin</source>
        <translation>beginnt gleich</translation>
    </message>
    <message>
        <source>1 old pod still ends</source>
        <translation>1 alter Pod endet noch</translation>
    </message>
    <message>
        <source>%1 old pods still end</source>
        <translation>%1 alte Pods enden noch</translation>
    </message>
    <message>
        <source>%1 of %2 updated, %3 available</source>
        <translation>%1 von %2 erneuert, %3 verfügbar</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>Rollout</translation>
    </message>
    <message>
        <source>Restarted</source>
        <translation>Neu gestartet</translation>
    </message>
</context>
<context>
    <name>crescendo::ScaleControl</name>
    <message>
        <source>S&amp;tart pool</source>
        <translation>Pool s&amp;tarten</translation>
    </message>
    <message>
        <source>S&amp;top pool</source>
        <translation>Pool s&amp;toppen</translation>
    </message>
    <message>
        <source>The pool is stopped.</source>
        <translation>Der Pool ist gestoppt.</translation>
    </message>
    <message>
        <source>The Docker engine of this platform&apos;s workers is not known.</source>
        <translation>Die Docker-Engine der Worker dieser Plattform ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The autoscaler takes over at %1.</source>
        <translation>Der Autoscaler übernimmt um %1.</translation>
    </message>
    <message>
        <source>The autoscaler may take over at any time.</source>
        <translation>Der Autoscaler kann jederzeit übernehmen.</translation>
    </message>
    <message>
        <source>The autoscaler takes over after its cooldown of %1.</source>
        <translation>Der Autoscaler übernimmt nach der Abkühlzeit von %1.</translation>
    </message>
    <message>
        <source>It stays: nothing scales this pool by itself.</source>
        <translation>Es bleibt dabei: dieser Pool skaliert nicht von selbst.</translation>
    </message>
    <message>
        <source>This platform&apos;s autoscaler knows no holds.</source>
        <translation>Der Autoscaler dieser Plattform kennt kein Halten.</translation>
    </message>
</context>
<context>
    <name>crescendo::ScaleDialog</name>
    <message>
        <source>Hold for</source>
        <translation>Halten für</translation>
    </message>
    <message>
        <source>Not all of these pools can be held.</source>
        <translation>Nicht alle diese Pools lassen sich halten.</translation>
    </message>
    <message>
        <source>&amp;Hold for</source>
        <translation>&amp;Halten für</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Preview…</source>
        <translation>&amp;Vorschau…</translation>
    </message>
    <message>
        <source>Pools</source>
        <translation>Pools</translation>
    </message>
    <message>
        <source>Workers of %1</source>
        <translation>Worker von %1</translation>
    </message>
</context>
<context>
    <name>crescendo::ScalingCourse</name>
    <message>
        <source>How fast it may scale</source>
        <translation>Wie schnell er skalieren darf</translation>
    </message>
    <message>
        <source>not up from %1</source>
        <translation>nicht hinauf von %1</translation>
    </message>
    <message>
        <source>not down from %1</source>
        <translation>nicht hinunter von %1</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>up from %1: %2 %3</source>
        <translation>hinauf von %1: %2 %3</translation>
    </message>
    <message>
        <source>down from %1: %2 %3</source>
        <translation>hinunter von %1: %2 %3</translation>
    </message>
    <message>
        <source>The course appears once the values agree.</source>
        <translation>Der Verlauf erscheint, sobald die Werte zueinander passen.</translation>
    </message>
</context>
<context>
    <name>crescendo::ScalingRulesEditor</name>
    <message>
        <source>Stabilization window in seconds</source>
        <translation>Stabilisierungsfenster in Sekunden</translation>
    </message>
    <message>
        <source>Tolerance in percent</source>
        <translation>Toleranz in Prozent</translation>
    </message>
    <message>
        <source>Add policy</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>Use defaults</source>
        <translation>Vorgaben nehmen</translation>
    </message>
    <message>
        <source>Kubernetes&apos; default: 300 s, then 100 % in 15 s</source>
        <translation>Vorgabe von Kubernetes: 300 s, dann 100 % in 15 s</translation>
    </message>
    <message>
        <source>Kubernetes&apos; default: at once, the most of 4 pods and 100 % in 15 s</source>
        <translation>Vorgabe von Kubernetes: sofort, das Meiste von 4 Pods und 100 % in 15 s</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>the cluster&apos;s</source>
        <translation>die des Clusters</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Off the target by less is near enough. Clusters have 10 %, and before Kubernetes 1.35 no other for one HPA.</source>
        <translation>Weniger Abstand vom Ziel ist nah genug. Cluster haben 10 %, und vor Kubernetes 1.35 keine andere für einen einzelnen HPA.</translation>
    </message>
    <message>
        <source>Which policy counts</source>
        <translation>Welche Regel zählt</translation>
    </message>
    <message>
        <source>the one that allows most</source>
        <translation>die am meisten erlaubt</translation>
    </message>
    <message>
        <source>the one that allows least</source>
        <translation>die am wenigsten erlaubt</translation>
    </message>
    <message>
        <source>none: no scaling</source>
        <translation>keine: nicht skalieren</translation>
    </message>
    <message>
        <source>Scaling up</source>
        <translation>Hinauf</translation>
    </message>
    <message>
        <source>Scaling down</source>
        <translation>Hinunter</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>What counts</source>
        <translation>Was zählt</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>How many at most</source>
        <translation>Wie viele höchstens</translation>
    </message>
    <message>
        <source>In how many seconds</source>
        <translation>In wie vielen Sekunden</translation>
    </message>
    <message>
        <source>Pods or percent</source>
        <translation>Pods oder Prozent</translation>
    </message>
    <message>
        <source>pods</source>
        <translation>Pods</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>in </source>
        <translation>in </translation>
    </message>
    <message>
        <source>Remove this policy</source>
        <translation>Diese Regel entfernen</translation>
    </message>
</context>
<context>
    <name>crescendo::ScalingTestDialog</name>
    <message>
        <source>&amp;Start test</source>
        <translation>&amp;Test starten</translation>
    </message>
    <message>
        <source>&amp;Cancel test</source>
        <translation>Test a&amp;bbrechen</translation>
    </message>
    <message>
        <source>Test scaling</source>
        <translation>Skalierung testen</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>Schl&amp;ießen</translation>
    </message>
    <message>
        <source>A test that runs goes on.</source>
        <translation>Ein laufender Test geht weiter.</translation>
    </message>
    <message>
        <source>No test is under way.</source>
        <translation>Es läuft kein Test.</translation>
    </message>
</context>
<context>
    <name>crescendo::ScalingTestOutcome</name>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Uploads</source>
        <translation>Uploads</translation>
    </message>
    <message>
        <source>%v of %m uploads</source>
        <translation>%v von %m Uploads</translation>
    </message>
    <message>
        <source>Copies all of this as text</source>
        <translation>Kopiert all das als Text</translation>
    </message>
    <message>
        <source>Scale events: %1 · %2 so far</source>
        <translation>Skalierungen: %1 · bisher %2</translation>
    </message>
    <message>
        <source>Scale events: %1</source>
        <translation>Skalierungen: %1</translation>
    </message>
</context>
<context>
    <name>crescendo::ScalingTestSetup</name>
    <message>
        <source>C&amp;hoose…</source>
        <translation>A&amp;uswählen…</translation>
    </message>
    <message>
        <source>&amp;Generate instead</source>
        <translation>Stattdessen &amp;erzeugen</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>Pool</translation>
    </message>
    <message>
        <source>Uploads</source>
        <translation>Uploads</translation>
    </message>
    <message>
        <source>Work per clip</source>
        <translation>Arbeit je Clip</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Adds an audio file to upload instead of generated clips</source>
        <translation>Fügt eine Audiodatei hinzu, die statt erzeugter Clips hochgeladen wird</translation>
    </message>
    <message>
        <source>Forgets the files, and uploads generated clips again</source>
        <translation>Vergisst die Dateien und lädt wieder erzeugte Clips hoch</translation>
    </message>
    <message>
        <source>&amp;Work per clip</source>
        <translation>&amp;Arbeit je Clip</translation>
    </message>
    <message>
        <source>&amp;Pool</source>
        <translation>&amp;Pool</translation>
    </message>
    <message>
        <source>&amp;Uploads</source>
        <translation>Up&amp;loads</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Audio to upload</source>
        <translation>Audio zum Hochladen</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Clips are generated. Drop audio files here to upload those instead.</source>
        <translation>Clips werden erzeugt. Oder hier Audiodateien ablegen.</translation>
    </message>
    <message>
        <source>How long one worker shall need for a generated clip</source>
        <translation>Wie lange ein Worker für einen erzeugten Clip brauchen soll</translation>
    </message>
    <message>
        <source>Only generated clips can be made to measure.</source>
        <translation>Nur bei erzeugten Clips wählbar.</translation>
    </message>
</context>
<context>
    <name>crescendo::ScalingTestTexts</name>
    <message>
        <source>Scaled %1 after %2</source>
        <translation>Skaliert: %1 nach %2</translation>
    </message>
    <message>
        <source>Decided to scale after %1, but no new worker became ready</source>
        <translation>Skalierung nach %1 entschieden, aber kein neuer Worker wurde bereit</translation>
    </message>
    <message>
        <source>Did not scale</source>
        <translation>Nicht skaliert</translation>
    </message>
    <message>
        <source>Did not scale (%1)</source>
        <translation>Nicht skaliert (%1)</translation>
    </message>
    <message>
        <source>Did not scale (%1: %2)</source>
        <translation>Nicht skaliert (%1: %2)</translation>
    </message>
    <message>
        <source>drained after %1</source>
        <translation>nach %1 abgearbeitet</translation>
    </message>
    <message>
        <source>not drained within %1</source>
        <translation>nach %1 nicht abgearbeitet</translation>
    </message>
    <message>
        <source>cancelled after %1</source>
        <translation>nach %1 abgebrochen</translation>
    </message>
    <message>
        <source>Every upload failed, so there was no load.</source>
        <translation>Alle Uploads sind fehlgeschlagen, es gab keine Last.</translation>
    </message>
    <message>
        <source>How fast a worker is could not be measured; nothing was uploaded.</source>
        <translation>Das Tempo eines Workers ließ sich nicht messen; nichts wurde hochgeladen.</translation>
    </message>
    <message>
        <source>%1; %2.</source>
        <translation>%1; %2.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The pool is stopped: nothing will be worked off. Start it first.</source>
        <translation>Der Pool ist gestoppt: nichts wird abgearbeitet. Erst starten.</translation>
    </message>
    <message>
        <source>The autoscaler is off: it will not react. Enable it first.</source>
        <translation>Der Autoscaler ist aus: er reagiert nicht. Erst einschalten.</translation>
    </message>
    <message>
        <source>The number of workers is held: it will not change. Release the hold first.</source>
        <translation>Die Zahl der Worker wird gehalten: sie ändert sich nicht. Erst das Halten aufheben.</translation>
    </message>
    <message>
        <source>The pool has its most workers already (%1): it will not grow.</source>
        <translation>Der Pool hat schon seine Höchstzahl an Workern (%1): er wächst nicht.</translation>
    </message>
    <message>
        <source>Too few uploads: it scales up from a load of %1.</source>
        <translation>Zu wenige Uploads: hochskaliert wird ab Last %1.</translation>
    </message>
    <message>
        <source>It cools down and reacts in %1 at the earliest.</source>
        <translation>Die Abkühlzeit läuft: der Pool reagiert frühestens in %1.</translation>
    </message>
    <message>
        <source>Measuring how fast a worker is, to make clips of the right length…</source>
        <translation>Tempo eines Workers wird gemessen, um Clips der richtigen Länge zu erzeugen…</translation>
    </message>
    <message>
        <source>Uploading…</source>
        <translation>Wird hochgeladen…</translation>
    </message>
    <message>
        <source>%1; waiting for the queue to drain…</source>
        <translation>%1; Warteschlange wird abgearbeitet…</translation>
    </message>
    <message>
        <source>Decided to scale; waiting for a new worker…</source>
        <translation>Skalierung entschieden; ein neuer Worker wird erwartet…</translation>
    </message>
    <message>
        <source>Waiting for a decision…</source>
        <translation>Entscheidung wird erwartet…</translation>
    </message>
    <message>
        <source>Uploaded</source>
        <translation>Hochgeladen</translation>
    </message>
    <message>
        <source>First decision</source>
        <translation>Erste Entscheidung</translation>
    </message>
    <message>
        <source>First new worker</source>
        <translation>Erster neuer Worker</translation>
    </message>
    <message>
        <source>Most workers</source>
        <translation>Meiste Worker</translation>
    </message>
    <message>
        <source>Queue drained</source>
        <translation>Warteschlange leer</translation>
    </message>
    <message>
        <source>Back at MinWorkers</source>
        <translation>Wieder am Minimum</translation>
    </message>
    <message>
        <source>%1&#xa0;s</source>
        <translation>%1&#xa0;s</translation>
    </message>
    <message>
        <source>%1 of %2 uploads failed: %3</source>
        <translation>%1 von %2 Uploads fehlgeschlagen: %3</translation>
    </message>
    <message>
        <source>A test is under way.</source>
        <translation>Ein Test läuft bereits.</translation>
    </message>
    <message>
        <source>Read-only: a test makes load, so it is refused. Allow changes first.</source>
        <translation>Nur Lesen: ein Test erzeugt Last und wird daher abgelehnt. Erst Änderungen erlauben.</translation>
    </message>
    <message>
        <source>The platform is not connected.</source>
        <translation>Die Plattform ist nicht verbunden.</translation>
    </message>
    <message>
        <source>Choose a pool.</source>
        <translation>Pool auswählen.</translation>
    </message>
    <message>
        <source>This platform takes no uploads.</source>
        <translation>Diese Plattform nimmt keine Uploads an.</translation>
    </message>
    <message>
        <source>Uploads are work for the pool %1 only; choose it.</source>
        <translation>Uploads sind nur Arbeit für den Pool %1; diesen auswählen.</translation>
    </message>
    <message>
        <source>Test scaling: %1</source>
        <translation>Skalierungstest: %1</translation>
    </message>
    <message>
        <source>Scale events: %1</source>
        <translation>Skalierungen: %1</translation>
    </message>
</context>
<context>
    <name>crescendo::SearchBar</name>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Search in these lines</source>
        <translation>In diesen Zeilen suchen</translation>
    </message>
    <message>
        <source>The match before (Shift+F3)</source>
        <translation>Der Treffer davor (Umschalt+F3)</translation>
    </message>
    <message>
        <source>The next match (F3)</source>
        <translation>Der nächste Treffer (F3)</translation>
    </message>
    <message>
        <source>End the search (Esc)</source>
        <translation>Suche beenden (Esc)</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft…</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Kein Treffer</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 matches</source>
        <translation>%1 Treffer</translation>
    </message>
</context>
<context>
    <name>crescendo::SentenceBar</name>
    <message>
        <source>&amp;Evidence</source>
        <translation>&amp;Zahlen</translation>
    </message>
    <message>
        <source>The numbers behind this</source>
        <translation>Die Zahlen dahinter</translation>
    </message>
</context>
<context>
    <name>crescendo::Sentences</name>
    <message>
        <source>%1 cannot be reached: %2.</source>
        <translation>Nicht erreichbar: %1 (%2).</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Load %1 waits. </source>
        <translation>Last %1 wartet. </translation>
    </message>
    <message>
        <source>Stopped: no workers run.</source>
        <translation>Gestoppt: es laufen keine Worker.</translation>
    </message>
    <message>
        <source>Start the pool to go on.</source>
        <translation>Pool starten, um fortzufahren.</translation>
    </message>
    <message>
        <source>Release the hold to let the autoscaler decide.</source>
        <translation>Halten aufheben, damit der Autoscaler entscheidet.</translation>
    </message>
    <message>
        <source>Reason: %1. </source>
        <translation>Grund: %1. </translation>
    </message>
    <message>
        <source>Held at %1 until %2, %3 left.</source>
        <translation>Gehalten: %1 bis %2, noch %3.</translation>
    </message>
    <message>
        <source>Autoscaling is off: %1, whatever the load.</source>
        <translation>Autoscaling ist aus: %1, unabhängig von der Last.</translation>
    </message>
    <message>
        <source>Scale by hand, or enable autoscaling.</source>
        <translation>Von Hand skalieren oder Autoscaling einschalten.</translation>
    </message>
    <message>
        <source>The queue is unknown.</source>
        <translation>Die Warteschlange ist unbekannt.</translation>
    </message>
    <message>
        <source>Without its depth nothing is decided; workers stay as they are.</source>
        <translation>Ohne ihre Länge wird nichts entschieden; die Worker bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Starting: %1 of %2 ready.</source>
        <translation>Im Start: %2 gewünscht, %1 bereit.</translation>
    </message>
    <message>
        <source>Load %1.</source>
        <translation>Last %1.</translation>
    </message>
    <message>
        <source>Scaling down to %1: %2 still there.</source>
        <translation>Herunterskalieren auf %1: %2 noch da.</translation>
    </message>
    <message>
        <source>Busy workers finish their job before they go.</source>
        <translation>Beschäftigte Worker beenden ihren Job, bevor sie gehen.</translation>
    </message>
    <message>
        <source>load %1 would want %2</source>
        <translation>Last %1 bräuchte %2</translation>
    </message>
    <message>
        <source>At the maximum: %1 of %2, %3.</source>
        <translation>Am Maximum (%1/%2): %3.</translation>
    </message>
    <message>
        <source>Raise MaxWorkers, or wait for the queue to drain.</source>
        <translation>MaxWorkers erhöhen oder die Warteschlange abwarten.</translation>
    </message>
    <message>
        <source>Out of ports: %1, %2.</source>
        <translation>Keine Ports mehr: %1, %2.</translation>
    </message>
    <message>
        <source>Widen the port range of the pool.</source>
        <translation>Den Portbereich des Pools erweitern.</translation>
    </message>
    <message>
        <source>Holding at %1: cooldown, %2 left.</source>
        <translation>Bleibt bei %1: Abkühlzeit, noch %2.</translation>
    </message>
    <message>
        <source>Then %1.</source>
        <translation>Danach: %1.</translation>
    </message>
    <message>
        <source>Idle at the minimum: %1.</source>
        <translation>Leerlauf am Minimum: %1.</translation>
    </message>
    <message>
        <source>Nothing is queued.</source>
        <translation>Nichts steht in der Warteschlange.</translation>
    </message>
    <message>
        <source>More from load %1, fewer from load %2.</source>
        <translation>Mehr ab Last %1, weniger ab Last %2.</translation>
    </message>
    <message>
        <source>%1: %2, %3.</source>
        <translation>%1: %2, %3.</translation>
    </message>
    <message>
        <source>Set to %1 by hand.</source>
        <translation>Von Hand auf %1 gesetzt.</translation>
    </message>
    <message>
        <source>The autoscaler takes over after the cooldown.</source>
        <translation>Der Autoscaler übernimmt nach der Abkühlzeit.</translation>
    </message>
    <message>
        <source>At the maximum: %1, enough for load %2.</source>
        <translation>Am Maximum: %1, genug für Last %2.</translation>
    </message>
    <message>
        <source>Steady at %1: load %2.</source>
        <translation>Stabil: %1 bei Last %2.</translation>
    </message>
    <message>
        <source>No decision yet: load %1.</source>
        <translation>Noch keine Entscheidung: Last %1.</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>%1 = %2 pending + %3 running</source>
        <translation>%1 = %2 wartend + %3 laufend</translation>
    </message>
    <message>
        <source>Scales up from</source>
        <translation>Hochskalieren ab</translation>
    </message>
    <message>
        <source>load %1</source>
        <translation>Last %1</translation>
    </message>
    <message>
        <source>Scales down from</source>
        <translation>Herunterskalieren bis</translation>
    </message>
    <message>
        <source>Workers allowed</source>
        <translation>Erlaubte Worker</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Cooldown</source>
        <translation>Abkühlzeit</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1, noch %2</translation>
    </message>
    <message>
        <source>Load alone wants</source>
        <translation>Die Last allein verlangt</translation>
    </message>
    <message>
        <source>Evaluated</source>
        <translation>Ausgewertet</translation>
    </message>
    <message>
        <source>Then load %1 decides.</source>
        <translation>Danach entscheidet Last %1.</translation>
    </message>
    <message>
        <source>Nothing scales this pool by itself: %1.</source>
        <translation>Nichts skaliert diesen Pool von selbst: %1.</translation>
    </message>
    <message>
        <source>Scale by hand.</source>
        <translation>Von Hand skalieren.</translation>
    </message>
</context>
<context>
    <name>crescendo::SourceChooser</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>crescendo::StateTexts</name>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Draining</source>
        <translation>Läuft aus</translation>
    </message>
    <message>
        <source>Exited</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Getrennt</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Applying</source>
        <translation>Wird angewendet</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>Nicht bestätigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Gestört</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>There was no answer yet.</source>
        <translation>Es gab noch keine Antwort.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Nothing was heard for more than three intervals of %1.</source>
        <translation>Seit mehr als drei Intervallen von %1 kam nichts.</translation>
    </message>
    <message>
        <source>%1 · unsafe</source>
        <translation>%1 · unsicher</translation>
    </message>
    <message>
        <source>%1 · limited</source>
        <translation>%1 · eingeschränkt</translation>
    </message>
</context>
<context>
    <name>crescendo::StatisticsModel</name>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
</context>
<context>
    <name>crescendo::TextDialog</name>
    <message>
        <source>&amp;OK</source>
        <translation>&amp;OK</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
</context>
<context>
    <name>crescendo::TimeChart</name>
    <message>
        <source>no data: %1</source>
        <translation>keine Daten: %1</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>fetched afterwards</source>
        <translation>nachträglich geholt</translation>
    </message>
</context>
<context>
    <name>crescendo::TopBar</name>
    <message>
        <source>1 y</source>
        <translation>1 J</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>Follow the present (0)</source>
        <translation>Aktuellen Stand verfolgen (0)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Choose from and to</source>
        <translation>Von und bis wählen</translation>
    </message>
    <message>
        <source>Show the last %1</source>
        <translation>Die letzten %1 zeigen</translation>
    </message>
    <message>
        <source>Show a stretch of time…</source>
        <translation>Zeitraum zeigen…</translation>
    </message>
    <message>
        <source>Follow the present</source>
        <translation>Aktuellen Stand verfolgen</translation>
    </message>
    <message>
        <source>Allow or prevent changes</source>
        <translation>Änderungen erlauben oder verhindern</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>nur Lesen</translation>
    </message>
    <message>
        <source>changes on</source>
        <translation>Änderungen an</translation>
    </message>
    <message>
        <source>Nothing can be changed. Click to allow changes.</source>
        <translation>Nichts lässt sich ändern. Klicken, um Änderungen zu erlauben.</translation>
    </message>
    <message>
        <source>Changes can be made. Click to prevent them.</source>
        <translation>Änderungen sind möglich. Klicken, um sie zu verhindern.</translation>
    </message>
    <message>
        <source>Nothing can be changed: the console was started with --read-only.</source>
        <translation>Nichts lässt sich ändern: Die Konsole wurde mit --read-only gestartet.</translation>
    </message>
</context>
<context>
    <name>crescendo::TroubleTexts</name>
    <message>
        <source>Add GPU nodes, or scale down another pool that holds GPUs.</source>
        <translation>GPU-Nodes hinzufügen oder einen anderen Pool mit GPUs herunterskalieren.</translation>
    </message>
    <message>
        <source>Add nodes, or lower what a worker requests.</source>
        <translation>Nodes hinzufügen oder die Requests eines Workers senken.</translation>
    </message>
    <message>
        <source>Tolerate the taint, or add nodes without it.</source>
        <translation>Den Taint tolerieren oder Nodes ohne ihn hinzufügen.</translation>
    </message>
    <message>
        <source>See whether its volume claim is bound.</source>
        <translation>Nachsehen, ob sein Volume-Claim gebunden ist.</translation>
    </message>
    <message>
        <source>Compare its node selector and affinity with the nodes&apos; labels.</source>
        <translation>Node-Selektor und Affinität mit den Labels der Nodes vergleichen.</translation>
    </message>
    <message>
        <source>Check the image&apos;s name and the registry&apos;s credentials.</source>
        <translation>Namen des Images und Zugangsdaten der Registry prüfen.</translation>
    </message>
    <message>
        <source>Look at the log of its previous run.</source>
        <translation>Das Log seines vorigen Laufs ansehen.</translation>
    </message>
    <message>
        <source>Raise its memory limit.</source>
        <translation>Sein Speicherlimit erhöhen.</translation>
    </message>
    <message>
        <source>no GPU is free on any node</source>
        <translation>auf keinem Node ist eine GPU frei</translation>
    </message>
    <message>
        <source>no node has enough CPU or memory free</source>
        <translation>kein Node hat genug CPU oder Speicher frei</translation>
    </message>
    <message>
        <source>the nodes&apos; taints keep it away</source>
        <translation>Taints der Nodes halten ihn fern</translation>
    </message>
    <message>
        <source>its volume is not there</source>
        <translation>sein Volume ist nicht da</translation>
    </message>
    <message>
        <source>no node fits</source>
        <translation>kein Node passt</translation>
    </message>
    <message>
        <source>its image cannot be pulled</source>
        <translation>sein Image kann nicht geladen werden</translation>
    </message>
    <message>
        <source>it crashes again and again</source>
        <translation>er stürzt immer wieder ab</translation>
    </message>
    <message>
        <source>it ran out of memory</source>
        <translation>sein Speicher reichte nicht</translation>
    </message>
    <message>
        <source>it has trouble</source>
        <translation>er hat Schwierigkeiten</translation>
    </message>
    <message>
        <source>%1 of %2 not ready: %3.</source>
        <translation>%1 von %2 nicht bereit: %3.</translation>
    </message>
    <message>
        <source>%1 not ready: %2</source>
        <translation>%1 nicht bereit: %2</translation>
    </message>
</context>
<context>
    <name>crescendo::Units</name>
    <message>
        <source>core</source>
        <translation>Kern</translation>
    </message>
    <message>
        <source>cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>d</source>
        <translation>d</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>the format of a day</comment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>1 worker</source>
        <translation>1 Worker</translation>
    </message>
    <message>
        <source>%1 workers</source>
        <translation>%1 Worker</translation>
    </message>
</context>
<context>
    <name>crescendo::WhatIfTexts</name>
    <message>
        <source>its workers are unknown</source>
        <translation>die Worker sind unbekannt</translation>
    </message>
    <message>
        <source>stays at %1</source>
        <translation>bleibt bei %1</translation>
    </message>
    <message>
        <source>What %1 would do is unknown: nobody tells its workers.</source>
        <translation>Was %1 täte, ist unbekannt: die Worker werden nicht gemeldet.</translation>
    </message>
    <message>
        <source>Right now %1 would stay at %2: %3, %4.</source>
        <translation>Jetzt bliebe %1 unverändert (%2): %3, %4.</translation>
    </message>
    <message>
        <source>Right now %1 would go from %2 to %3: %4, %5.</source>
        <translation>Jetzt ginge %1 von %2 auf %3: %4, %5.</translation>
    </message>
    <message>
        <source>the platform does not tell its profile</source>
        <translation>die Plattform meldet das Profil nicht</translation>
    </message>
    <message>
        <source>live as it is</source>
        <translation>so schon aktiv</translation>
    </message>
    <message>
        <source>1 value</source>
        <translation>1 Wert</translation>
    </message>
    <message>
        <source>%1 values</source>
        <translation>%1 Werten</translation>
    </message>
    <message>
        <source>its queue is not watched long enough</source>
        <translation>noch zu kurz beobachtet</translation>
    </message>
    <message>
        <source>workers %1</source>
        <translation>Worker %1</translation>
    </message>
    <message>
        <source>%1, last %2</source>
        <translation>%1, letzte %2</translation>
    </message>
    <message>
        <source>The queue of the last %1 would have scaled it %2 times instead of %3, with %4 instead of %5 workers on average.</source>
        <translation>Rückblick über %1: %2 statt %3 Skalierungen, im Mittel %4 statt %5 Worker.</translation>
    </message>
</context>
<context>
    <name>crescendo::WorkersModel</name>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Up for</source>
        <translation>Läuft seit</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>Pool</translation>
    </message>
</context>
<context>
    <name>crescendo::WorkersPage</name>
    <message>
        <source>&amp;Drain…</source>
        <translation>&amp;Auslaufen lassen…</translation>
    </message>
    <message>
        <source>&amp;Logs</source>
        <translation>&amp;Logs</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Filter by name, pool, state or job</source>
        <translation>Nach Name, Pool, Zustand oder Job filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>No worker runs. Scale a pool, or start one that is stopped.</source>
        <translation>Es läuft kein Worker. Einen Pool skalieren oder einen gestoppten starten.</translation>
    </message>
    <message>
        <source>This platform cannot drain a single worker.</source>
        <translation>Diese Plattform kann keinen einzelnen Worker auslaufen lassen.</translation>
    </message>
    <message>
        <source>It drains already.</source>
        <translation>Er läuft schon aus.</translation>
    </message>
    <message>
        <source>Choose a worker.</source>
        <translation>Worker auswählen.</translation>
    </message>
    <message>
        <source>It finishes its job and goes; another takes its place.</source>
        <translation>Er beendet seinen Job und geht; ein anderer tritt an seine Stelle.</translation>
    </message>
    <message>
        <source>What it writes, as it writes it.</source>
        <translation>Was er schreibt, sobald er es schreibt.</translation>
    </message>
    <message>
        <source>This platform does not tell its logs.</source>
        <translation>Diese Plattform meldet ihre Logs nicht.</translation>
    </message>
    <message>
        <source>Machine of %1: %2</source>
        <translation>Rechner von %1: %2</translation>
    </message>
    <message>
        <source>De&amp;lete pod…</source>
        <translation>Pod lösc&amp;hen…</translation>
    </message>
    <message>
        <source>D&amp;escribe…</source>
        <translation>B&amp;eschreiben…</translation>
    </message>
    <message>
        <source>It is no pod.</source>
        <translation>Er ist kein Pod.</translation>
    </message>
    <message>
        <source>It is being deleted already.</source>
        <translation>Er wird schon gelöscht.</translation>
    </message>
    <message>
        <source>It ends, and another takes its place.</source>
        <translation>Er endet, und ein anderer tritt an seine Stelle.</translation>
    </message>
    <message>
        <source>Its YAML and its events</source>
        <translation>YAML und Ereignisse</translation>
    </message>
</context>
<context>
    <name>crescendo::WorkloadView</name>
    <message>
        <source>Restart all pods…</source>
        <translation>Alle Pods neu starten…</translation>
    </message>
    <message>
        <source>&amp;Restart…</source>
        <translation>&amp;Neu starten…</translation>
    </message>
    <message>
        <source>D&amp;escribe…</source>
        <translation>B&amp;eschreiben…</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>Workload</translation>
    </message>
    <message>
        <source>The YAML and the events of what this pool is made of</source>
        <translation>YAML und Ereignisse dessen, woraus dieser Pool besteht</translation>
    </message>
    <message>
        <source>This pool is no workload of a cluster.</source>
        <translation>Dieser Pool ist kein Workload eines Clusters.</translation>
    </message>
    <message>
        <source>Has all its pods made anew, as kubectl rollout restart does</source>
        <translation>Lässt alle Pods neu erzeugen, wie kubectl rollout restart</translation>
    </message>
</context>
</TS>
