import '#event-store';
