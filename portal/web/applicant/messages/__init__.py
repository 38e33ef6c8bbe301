"""Messages 消息 to the owner about the own cases."""
